import { quietly } from '@/utils/vault/progress';
import { memoryStorage } from '@/utils/storage/memory';
import type { Finding } from '@/utils/vault/check-report';
import { VaultDoor } from '@/utils/vault/door';
import { beforeAll, expect, test, vi } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { bytesOf, pathsIn } from '../lib/checked-vault';
import { newPasskey } from '../lib/passkeys';
import { copyOf, type Files } from '../lib/storages';
import { never } from '../lib/vaults';

// What a check sees of the keys: their form, and whether they are those of the record.

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);
cheapScrypt();

/** A vault without an archive, with a passkey and words. */
const { files } = memoryStorage();
let words: string;
beforeAll(async () => {
  const door = new VaultDoor(memoryStorage(files));
  await door.create(await newPasskey());
  words = await door.newWords();
  await door.proveWords(words);
});

/** What a check says of a vault whose keys were changed while it was open. */
async function findingsAfter(change: (files: Files) => void): Promise<readonly Finding[]> {
  const changed = copyOf(files);
  const door = new VaultDoor(memoryStorage(changed));
  await door.unlock({ kind: 'words', typed: words });
  change(changed);
  const { findings, isWell } = await door.vault.check({ kind: 'structure' }, quietly, never);
  expect(isWell).toBe(findings.every(({ isHarmless }) => isHarmless));
  return findings;
}

const slots = () => pathsIn(files, 'keys').filter((path) => path.endsWith('.age'));
const line = () => pathsIn(files, 'keys').find((path) => path.endsWith('.txt')) as string;
const other = `keys/${'ab'.repeat(16)}.age`;
const finding = (kind: Finding['kind'], path: string, isHarmless: boolean) => ({ kind, path, chunks: 0, isHarmless });

test('keys that are as they were written are nothing to tell of', async () => {
  expect(slots()).toHaveLength(2);
  expect(await findingsAfter(quietly)).toEqual([]);
});

test('a key’s file that is gone, cut short, emptied, another’s or damaged anywhere is named', async () => {
  for (const path of slots()) {
    expect(await findingsAfter((all) => all.delete(path))).toEqual([finding('missing', path, false)]);
    const { length } = bytesOf(files, path);
    const harms = [0, 10, 60, length >> 1, length - 1].flatMap((at) => [
      flipped(bytesOf(files, path), at),
      bytesOf(files, path).slice(0, at),
    ]);
    for (const [at, harm] of [...harms, noise(70_000), noise(300)].entries())
      expect(await findingsAfter((all) => all.set(path, harm)), String(at)).toEqual([finding('damaged', path, false)]);
  }
});

test('a key’s file under another name opens the vault all the same; a copy of it is no harm either', async () => {
  for (const path of slots()) {
    // A passkey can only be asked for by the line that has its file's name.
    const isPasskey = path.slice(0, -4) === line().slice(0, -4);
    const renamed = await findingsAfter((all) => {
      all.set(other, bytesOf(files, path));
      all.delete(path);
    });
    expect(renamed).toHaveLength(2);
    expect(renamed).toEqual(
      expect.arrayContaining([finding('missing', path, !isPasskey), finding('misplaced', other, true)]),
    );
    const copied = await findingsAfter((all) => all.set(other, bytesOf(files, path)));
    expect(copied).toEqual([finding('misplaced', other, true)]);
  }
});

test('the line that names a passkey is missed, and its damage is named; one without a slot means nothing', async () => {
  expect(await findingsAfter((all) => all.delete(line()))).toEqual([finding('missing', line(), false)]);
  expect(await findingsAfter((all) => all.set(line(), flipped(bytesOf(files, line()), 40)))).toEqual([
    finding('damaged', line(), false),
  ]);
  expect(await findingsAfter((all) => all.set(other.replace('.age', '.txt'), bytesOf(files, line())))).toEqual([]);
});
