import { safeName, safeParts, UniquePaths } from '@/utils/vault/safe-path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
/** What a hostile archive would try, among anything else. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('..', '.', '/', '\\', 'con', 'NUL.txt', 'a', ' ', '\0', '\u202e', '\ud800', 'é', '.', ':', '😀'),
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 }),
);

describe('a safe name', () => {
  test.each([
    ['photo.jpg', 'photo.jpg'],
    ['', '_'],
    ['..', '__'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['trailing. ', 'trailing__'],
    ['con', '_con'],
    ['Aux.txt', '_Aux.txt'],
    ['lpt¹', '_lpt¹'],
    ['contents', 'contents'],
    ['a\0b\u001f\u007fc', 'a_b__c'],
    ['lone \ud800 surrogate', 'lone _ surrogate'],
    ['😀.png', '😀.png'],
    // A name is the user's own: hidden letters stay, showing them is the interface's part.
    ['\u202egpj.exe', '\u202egpj.exe'],
    ['ключ🔑', 'ключ🔑'],
  ])('of %j is %j', (name, safe) => expect(safeName(name)).toBe(safe));

  test('any file system takes', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const safe = safeName(name);
        expect(bytesOf(safe)).toBeGreaterThan(0);
        expect(bytesOf(safe)).toBeLessThanOrEqual(240);
        expect(safe.isWellFormed()).toBe(true);
        // oxlint-disable-next-line no-control-regex
        expect(safe).not.toMatch(/[\u0000-\u001f\u007f<>:"/\\|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(safeName(safe)).toBe(safe);
      }),
      { numRuns: 2000 },
    );
  });

  test('is cut between characters, and keeps its extension', () => {
    expect(safeName(`${'é'.repeat(300)}.jpeg`)).toBe(`${'é'.repeat(117)}.jpeg`);
    expect(safeName(`${'a'.repeat(239)}  ${'b'.repeat(9)}`)).toBe(`${'a'.repeat(239)}_`);
    expect(safeName('😀'.repeat(100))).toBe('😀'.repeat(60));
  });

  test('comes to an end for a very long one', () => {
    expect(bytesOf(safeName('é'.repeat(1_000_000)))).toBe(240);
  });
});

test('the parts of a path never lead out of the folder', () => {
  expect(safeParts('../../etc/passwd')).toEqual(['etc', 'passwd']);
  expect(safeParts('/a//./b/')).toEqual(['a', 'b']);
  expect(safeParts('..\\..\\x')).toEqual(['.._.._x']);
  expect(safeParts('../..')).toEqual(['_']);
  fc.assert(
    fc.property(hostile, (path) => {
      const parts = safeParts(path);
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) expect(['', '.', '..']).not.toContain(part);
    }),
  );
});

describe('unique paths', () => {
  const take = (...paths: string[]) => {
    const unique = new UniquePaths();
    return paths.map((path) => unique.take(path));
  };

  test('number what is there already', () => {
    expect(take('a.txt', 'a.txt', 'A.TXT', 'b/a.txt')).toEqual(['a.txt', 'a (2).txt', 'A (3).TXT', 'b/a.txt']);
    expect(take('a (2).txt', 'a.txt', 'a.txt')).toEqual(['a (2).txt', 'a.txt', 'a (3).txt']);
    expect(take('e\u0301', '\u00e9')).toEqual(['e\u0301', '\u00e9 (2)']);
    expect(take('.profile', '.profile')).toEqual(['.profile', '.profile (2)']);
    expect(take('a:b', 'a?b', 'a_b')).toEqual(['a_b', 'a_b (2)', 'a_b (3)']);
  });

  test('never make one name a file and a folder', () => {
    expect(take('a', 'a/b')).toEqual(['a', 'a (2)/b']);
    expect(take('a/b', 'a')).toEqual(['a/b', 'a (2)']);
    expect(take('a', 'A/b', 'a/c/d', 'a/c')).toEqual(['a', 'A (2)/b', 'a (2)/c/d', 'a (2)/c (2)']);
  });

  test('collide for no archive', () => {
    const part = fc.constantFrom('a', 'A', 'b', 'a (2)', 'A (2).x', 'a.x', '..', 'é', 'e\u0301', 'con');
    const paths = fc.array(
      fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(paths, (all) => {
        const files = take(...all).map((path) => path.normalize('NFC').toLowerCase());
        expect(new Set(files).size).toBe(files.length);
        for (const file of files) expect(files.some((other) => other.startsWith(`${file}/`))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('come to an end for one name again and again', () => {
    expect(take(...Array.from({ length: 100_000 }, () => 'x.jpg')).at(-1)).toBe('x (100000).jpg');
  });
});
