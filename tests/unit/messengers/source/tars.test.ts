import { concat } from '@/utils/bytes';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { opened } from './opened';
import { type MadeMember, makeTar, paxRecord } from './tar-maker';
import { makeZip } from './zip-maker';

const LONG = `${'long/'.repeat(50)}name.json`;

async function textsIn(members: readonly MadeMember[]) {
  const { texts, problems } = await opened({ 'a.tar': makeTar(members) });
  const inner = Object.entries(texts).map(([path, text]) => [path.replace(/^a\.tar\//, ''), text] as const);
  return { texts: Object.fromEntries(inner), problems };
}

describe('what is in a tar', () => {
  test('files of every length, and no folders or links', async () => {
    const { texts, problems } = await textsIn([
      { name: 'media/', type: '5' },
      { name: 'messages.json', content: '{}' },
      { name: 'empty' },
      { name: 'block', content: 'b'.repeat(512) },
      { name: 'old', content: 'o'.repeat(100_000), type: '\0' },
      { name: 'link', type: '2' },
    ]);
    expect(problems).toEqual([]);
    expect(texts).toEqual({
      'messages.json': '{}',
      empty: '',
      block: 'b'.repeat(512),
      old: 'o'.repeat(100_000),
    });
  });

  test('long names, as POSIX and GNU write them, and names in a prefix', async () => {
    const { texts, problems } = await textsIn([
      { name: 'PaxHeader', type: 'x', content: paxRecord('mtime', '1') + paxRecord('path', `${LONG}.1`) },
      { name: 'cut', content: '1' },
      { name: '././@LongLink', type: 'L', content: `${LONG}.2\0`, gnu: true },
      { name: 'cut', content: '2', gnu: true },
      { name: 'name', prefix: 'in/a/folder', content: '3' },
      { name: 'g', type: 'g', content: paxRecord('path', 'of all') },
      { name: 'after', content: '4' },
    ]);
    expect(problems).toEqual([]);
    expect(texts).toEqual({ [`${LONG}.1`]: '1', [`${LONG}.2`]: '2', 'in/a/folder/name': '3', after: '4' });
  });

  test('sizes that pax tells, or that are binary', async () => {
    const { texts, problems } = await textsIn([
      { name: 'x', type: 'x', content: paxRecord('size', '5') },
      { name: 'a', content: 'hello', size: '00000000000\0' },
      { name: 'b', content: 'b', size: Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) },
    ]);
    expect(problems).toEqual([]);
    expect(texts).toEqual({ a: 'hello', b: 'b' });
  });

  test('in a zip, and a zip in it', async () => {
    const zip = makeZip([{ name: 'c', content: 'c' }]);
    const tar = makeTar([{ name: 'b.zip', content: zip }]);
    const { texts } = await opened({ 'a.zip': makeZip([{ name: 'x.tar', content: tar, method: 8 }]) });
    expect(Object.keys(texts)).toEqual(['a.zip/x.tar', 'a.zip/x.tar/b.zip', 'a.zip/x.tar/b.zip/c']);
  });

  test('names that lead out of it or come twice', async () => {
    const { texts, problems } = await textsIn([
      { name: '../../a', content: '1' },
      { name: '/a', content: '2' },
    ]);
    expect(texts).toEqual({ a: '1' });
    expect(problems).toEqual([{ path: 'a.tar/a', code: 'ZIP_DAMAGED' }]);
  });
});

describe('a tar that is not whole', () => {
  const members = ['a', 'b', 'c'].map((name) => ({ name, content: name.repeat(700) }));
  const right = new Set(members.map(({ content }) => content));
  const tar = makeTar(members);

  test.each<[string, MadeMember]>([
    ['a size that is no number', { name: 'x', size: 'zzzzzzzzzzz' }],
    ['a size beyond its end', { name: 'x', size: '77777777777\0' }],
    ['a size beyond all numbers', { name: 'x', size: new Uint8Array(12).fill(0xff) }],
  ])('%s: what comes before is there, and the rest told', async (_, wrong) => {
    const { texts, problems } = await textsIn([...members.slice(0, 1), wrong, ...members.slice(1)]);
    expect(Object.keys(texts)).toEqual(['a']);
    expect(problems).toEqual([{ path: 'a.tar', code: 'ZIP_DAMAGED' }]);
  });

  test('cut, changed, spliced: right texts or a problem', async () => {
    const harmless = async (bytes: Uint8Array) => {
      const { texts, problems } = await opened({ 'a.tar': bytes });
      if (problems.length > 0) expect(problems).toEqual([{ path: expect.any(String), code: 'ZIP_DAMAGED' }]);
      return Object.entries(texts).filter(([path]) => path !== 'a.tar');
    };
    for (let end = 512; end < tar.length; end += 100)
      for (const [, text] of await harmless(tar.subarray(0, end))) expect(right).toContain(text);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(tar.length),
        fc.nat(tar.length),
        fc.uint8Array({ maxLength: 60 }),
        async (a, b, noise) => {
          await harmless(concat([tar.subarray(0, a), noise, tar.subarray(b)]));
          await harmless(concat([tar.subarray(0, 512), noise]));
        },
      ),
      { numRuns: 100 },
    );
  });
});
