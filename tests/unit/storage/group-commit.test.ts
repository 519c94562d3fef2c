import { GroupCommit } from '@/utils/storage/group-commit';
import { describe, expect, test } from 'vitest';

/** A commit that waits to be let through, and what it was called with. */
function held() {
  const calls: (readonly string[])[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const commit = async (items: readonly string[]) => {
    calls.push(items);
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
  };
  return { calls, commit, gates };
}

describe('a group commit', () => {
  test('writes at once what comes first, and together what comes meanwhile, three at most, in their order', async () => {
    const { calls, commit, gates } = held();
    const group = new GroupCommit(commit);
    const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => group.add(item)));
    for (let at = 0; at < 3; at++) {
      await expect.poll(() => gates.length).toBe(at + 1);
      gates[at]?.resolve();
    }
    await all;
    expect(calls).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  test('resolves only once the item is written', async () => {
    const { commit, gates } = held();
    const group = new GroupCommit(commit);
    let isWritten = false;
    const added = group.add('a').then(() => (isWritten = true));
    await expect.poll(() => gates.length).toBe(1);
    expect(isWritten).toBe(false);
    gates[0]?.resolve();
    await added;
    expect(isWritten).toBe(true);
  });

  test('tells each of its own failure alone, and goes on', async () => {
    const written: string[] = [];
    const group = new GroupCommit(async (items: readonly string[]) => {
      await Promise.resolve();
      if (items.includes('bad')) throw new Error('bad');
      written.push(...items);
    });
    const results = await Promise.allSettled(['a', 'b', 'bad', 'c', 'd'].map((item) => group.add(item)));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(written).toEqual(['a', 'b', 'c', 'd']);
    await group.add('later');
    expect(written.at(-1)).toBe('later');
  });
});
