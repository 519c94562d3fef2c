import { expect, test } from 'vitest';
import { readAny } from './read-any';
import { SEEDS } from './seeds';

test.each(SEEDS.map((seed) => [seed.name, seed] as const))('%s: whole, it is what it is', async (_, seed) => {
  for (const block of [7, 2 ** 16]) {
    const { messengers, messages, unparsed } = await readAny(seed.files, block);
    expect({ messengers, messages, unparsed }).toEqual({
      messengers: [seed.messenger],
      messages: seed.messages,
      unparsed: 0,
    });
  }
});
