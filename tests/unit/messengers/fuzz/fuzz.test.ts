import { utf8 } from '@/utils/bytes';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyChange, changed } from './mutations';
import { PASSES, readAny } from './read-any';
import { type Seed, SEEDS } from './seeds';

/** A seed's files after some changes to one of them. */
const brokenSeed = fc
  .record({
    seed: fc.nat(SEEDS.length - 1),
    file: fc.nat(),
    changes: fc.array(anyChange, { minLength: 1, maxLength: 4 }),
  })
  .map(({ seed, file, changes }) => {
    const files = Object.entries((SEEDS[seed] as Seed).files).map(([path, text]) => [path, utf8(text)] as const);
    const chosen = files[file % files.length] as (typeof files)[number];
    const broken = changes.reduce<Uint8Array>(changed, chosen[1]);
    return Object.fromEntries([...files, [chosen[0], broken]]);
  });

describe('any bytes at all are read to their end, as events that are as the model says, or a typed error', () => {
  test('exports cut, spliced and changed', async () => {
    await fc.assert(
      fc.asyncProperty(brokenSeed, fc.constantFrom(5, 64, 4096), async (files, block) => {
        expect((await readAny(files, block)).passes).toBeLessThanOrEqual(PASSES);
      }),
      { numRuns: 400 },
    );
  });

  test('every export cut at many places', async () => {
    for (const { files } of SEEDS)
      for (const [path, text] of Object.entries(files)) {
        const bytes = utf8(text);
        for (let end = 1; end < bytes.length; end += Math.ceil(bytes.length / 12))
          await readAny({ ...files, [path]: bytes.subarray(0, end) }, 100);
      }
  });

  test('one export with the names, or the bytes, of another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SEEDS), fc.constantFrom(...SEEDS), anyChange, async (a, b, change) => {
        const names = Object.keys(a.files);
        const contents = Object.values(b.files);
        const swapped = names.map((name, at) => [name, changed(utf8(contents[at % contents.length] ?? ''), change)]);
        await readAny(Object.fromEntries(swapped) as Record<string, Uint8Array>);
      }),
      { numRuns: 100 },
    );
  });

  test('noise by any name', async () => {
    const names = SEEDS.flatMap(({ files }) => Object.keys(files));
    const noise = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }).map(utf8));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), noise, { maxKeys: 4 }), async (files) => {
        await readAny(files);
      }),
      { numRuns: 100 },
    );
  });
});
