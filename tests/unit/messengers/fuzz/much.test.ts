import { expect, test } from 'vitest';
import { PASSES, readAny } from './read-any';
import { SEEDS } from './seeds';

/** What makes a parser that looks back or ahead too far take forever: much of the same. */
const MUCH = ['[', '{', '"', ' ', '0', '1/', '\\', '\n', '\r\n', '<', '<div>', '\u200e', ', '];

test.each(MUCH)('much of %j takes no longer than it is', async (piece) => {
  const much = piece.repeat(2 ** 16 / piece.length);
  // In place of a text, and after everything.
  for (const { files } of SEEDS) {
    const [[path, text]] = Object.entries(files) as [[string, string]];
    const broken = text.includes('Hello') ? text.replace('Hello', () => much) : text + much;
    expect((await readAny({ ...files, [path]: broken }, 2 ** 16)).passes).toBeLessThanOrEqual(PASSES);
  }
});
