import { utf8 } from '@/utils/bytes';
import { type Line, LONGEST_LINE, readLineBlocks, readLines } from '@/utils/messengers/text/lines';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { GO_ON, memoryFile } from '../lib/read';

async function linesOf(content: string | Uint8Array, block: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const some of readLines(memoryFile('x.txt', content, block), undefined, GO_ON)) lines.push(...some);
  return lines;
}

test('lines end with LF or CRLF, wherever blocks are cut', async () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '\r', '\n', '\r\n', '🎂', '\ufeff', ' '))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, block) => {
      const lines = await linesOf(content, block);
      expect(lines.map((line) => line.text + line.end).join('')).toBe(content.replace(/^\ufeff/, ''));
      expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1));
      for (const line of lines) expect(line.text).not.toMatch(/\n|\r$(?<!$)/);
    }),
  );
});

test.each(['utf-16le', 'utf-16be'] as const)('a text in %s is known by its mark', async (encoding) => {
  const units = [...'\ufeffää\nb'].map((character) => character.charCodeAt(0));
  const bytes = Uint8Array.from(
    units.flatMap((unit) => (encoding === 'utf-16le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
  for (const block of [1, 2, 3, 100])
    expect((await linesOf(bytes, block)).map(({ text }) => text)).toEqual(['ää', 'b']);
});

test.each([[''], ['\ufeff'], ['x']])('%j is read, too', async (content) => {
  for (const block of [1, 10])
    expect((await linesOf(content, block)).map(({ text }) => text).join('')).toBe(content.replace('\ufeff', ''));
});

test('a line beyond all bounds comes in pieces with one number', async () => {
  const text = `a\n${'x'.repeat(LONGEST_LINE + 2 ** 21)}\nb`;
  const lines = await linesOf(utf8(text), 2 ** 20);
  expect(lines.map(({ number }) => number)).toEqual([1, 2, 2, 3]);
  const blocks: boolean[] = [];
  for await (const block of readLineBlocks(memoryFile('x', text, 2 ** 20), undefined, GO_ON))
    blocks.push(block.isContinued);
  expect(blocks).toContain(true);
});
