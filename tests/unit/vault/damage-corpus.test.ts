import { describe, expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { type Damage, damaged, DAMAGES } from '../lib/damages';
import { followed, foundIn, seenOf, tryKeys } from '../lib/damage-outcomes';
import { headers } from '../lib/quick-headers';
import { type Role, sampleVault } from '../lib/sample-vault';
import { witness } from '../lib/witness';
import { CORPUS } from './damage-corpus';
import { UNHARMED } from './damage-rows';

// Each kind of file of a vault with each damage: what comes of it is expected in damage-corpus.ts.

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);
vi.mock('@/utils/age/file', async (original) => (await import('../lib/witness')).witnessed(await original()));
vi.mock('@/utils/vault/keys', async (original) => (await import('../lib/quick-keys')).rememberedKeys(await original()));
vi.mock('@/utils/buffer-pool', async () => (await import('../lib/quick-buffers')).sharedBuffers());
cheapScrypt();

/** `DAMAGES=all`: every damage is followed to its end, which takes three times as long. */
const ALL = process.env.DAMAGES === 'all';

const sample = await sampleVault();
const other = await sampleVault();

/** What they do as they are, which the witness learns from. */
const unharmed = await Promise.all(
  [sample, other].map(async (vault) => {
    const falsehoods: string[] = [];
    const keys = await tryKeys(vault, vault.files);
    const seen = await seenOf(vault, vault.files, falsehoods);
    return { outcome: { keys, ...seen, ...(await followed(vault, vault.files, {}, falsehoods)) }, falsehoods };
  }),
);
witness.isLearning = false;
headers.areCopied = true;

test('nothing is damaged', () => {
  for (const each of unharmed) expect(each).toEqual({ outcome: UNHARMED, falsehoods: [] });
  expect(witness.pieces).toBeGreaterThan(50);
});

/** Slots are not looked at by anything else, nor do they matter once the vault is open. */
const isKey = (role: Role) => !/^(pack|index|snapshot)/.test(role);
/** Of the other files two say something of the keys. */
const matters = (role: Role) => isKey(role) || ['snapshot: removal', 'snapshot: keys'].includes(role);

describe.each(Object.entries(CORPUS))('%s', (name, rows) => {
  const role = name as Role;
  const cells = rows.flatMap(([damages, expected]) =>
    damages.map((damage, at) => ({ damage, expected: { ...UNHARMED, ...expected }, isFirst: at === 0 })),
  );

  test.each(cells)('$damage', async ({ damage, expected, isFirst }) => {
    const files = await damaged(sample, other, role, damage);
    expect(files).not.toBeNull();
    if (!files) return;
    const falsehoods: string[] = [];
    const outcome = await witness.during(async () => {
      const keys = matters(role) ? await tryKeys(sample, files) : {};
      if (isKey(role)) return { ...expected, keys, found: await foundIn(sample, files) };
      const seen = await seenOf(sample, files, falsehoods);
      const rest = isFirst || ALL ? await followed(sample, files, seen.archives, falsehoods) : {};
      return { ...expected, ...seen, ...rest, keys };
    });
    expect(outcome).toEqual({ ...expected, found: expected.found.toSorted() });
    expect(falsehoods).toEqual([]);
    // Nothing left a reader but what had been encrypted there.
    expect(witness.false).toEqual([]);
  });

  test('stands here once with each damage that it can have', async () => {
    const possible: Damage[] = [];
    for (const damage of Object.keys(DAMAGES) as Damage[])
      if (await damaged(sample, other, role, damage)) possible.push(damage);
    expect(cells.map(({ damage }) => damage).toSorted()).toEqual(possible.toSorted());
  });
});
