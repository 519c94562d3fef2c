import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixMojibake } from '@/utils/messengers/meta/mojibake';

describe('mangled text of Meta', () => {
  test.each([
    ['cafÃ©', 'café'],
    ['â\u009d¤', '❤'],
    ['ð\u009f\u0091\u008d', '👍'],
    // Good already: with a character above U+00FF, or no UTF-8 when read as bytes.
    ['café', 'café'],
    ['“cafÃ©”', '“cafÃ©”'],
    ['plain', 'plain'],
    ['', ''],
    ['\ud83d Ã©', '\ud83d Ã©'],
  ])('%j is %j', (written, meant) => {
    expect(fixMojibake(written)).toBe(meant);
  });

  test('any text that was mangled is restored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(fixMojibake(String.fromCharCode(...bytes))).toBe(text.isWellFormed() ? text : text.toWellFormed());
      }),
    );
  });
});
