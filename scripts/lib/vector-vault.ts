import { quietly } from '@/utils/vault/progress';
import { type Bytes, utf8 } from '@/utils/bytes';
import { wordsToDigits } from '@/utils/recovery/digits';
import { memoryStorage } from '@/utils/storage/memory';
import { VaultDoor } from '@/utils/vault/door';
import { addPasskey, removeKey, setPassword } from '@/utils/vault/key-changes';
import { vaultId } from '@/utils/vault/keys';
import { rotate } from '@/utils/vault/rotation';
import type { WholeSnapshot } from '@/utils/vault/snapshot';
import { Vault } from '@/utils/vault/vault';
import { xorshift } from '../../tests/unit/format/load-vectors.ts';
import { backUp, family, file, unreadable } from './vector-files.ts';
import { softwarePasskey } from './vector-passkey.ts';

const PASSWORD = 'Gr\u00fc\u00dfe \u{1f511} 1905';
const PEOPLE = ['Anna', 'Ben', ''];
const never = new AbortController().signal;

type Files = ReadonlyMap<string, Bytes>;

/**
 * A small vault with every kind of key, whose identity was changed twice: a passkey that was removed and whose file is
 * back, one that was left behind at the first change, and a password at the second; an archive encrypted anew, one from
 * before and one from after the second change, and one saved with the first identity since; a removal, and a snapshot of a
 * kind that nobody knows. And a description of it with all its secrets.
 */
export async function makeVault(): Promise<{ readonly files: Files; readonly description: object }> {
  const storage = memoryStorage();
  const door = new VaultDoor(storage);
  const [passkey, left, lost] = [await softwarePasskey(), await softwarePasskey(), await softwarePasskey()];
  await door.create(passkey.passkey);
  const words = await door.newWords();
  await door.proveWords(words);
  await setPassword(door.mayChangeKeys, PASSWORD);
  await addPasskey(door.mayChangeKeys, left.passkey, 'Key on a ring');
  await addPasskey(door.mayChangeKeys, lost.passkey, 'Old phone \u202e\u{1f4f1}');
  const { set, shares } = await door.pending.makeHeirs(door.mayChangeKeys, { people: PEOPLE, threshold: 2 });
  await door.pending.keepHeirs(door.mayChangeKeys, set);

  const proofs = [
    { kind: 'passkey', answer: passkey.passkey },
    { kind: 'words', typed: words },
  ] as const;
  const first = await backUp(door.vault, 'Moved', [file('moved.bin', xorshift(30_000, 5))], never);
  const [earliest = ''] = door.session.identities;
  const atFirst: Files = new Map(storage.files);
  const slots = slotsOf(door);
  await removeKey(door.mayChangeKeys, idOf(door, 'Old phone'));
  await rotate(door, [...proofs, { kind: 'password', typed: PASSWORD }]);
  await door.vault.reencrypt(() => {}, never);
  const [copy] = door.vault.archives();
  const moved = { ...first, name: copy?.id ?? '' };

  const before = await backUp(door.vault, 'Before', family(1200), never);
  await rotate(door, proofs);
  await door.vault.snapshots.write({ kind: 'weather', ...door.vault.snapshots.lineage() } as unknown as WholeSnapshot);
  const after = await backUp(door.vault, 'After', [...family(1300), unreadable('Family/locked.jpg')], never);
  const gone = await backUp(door.vault, 'Removed', [file('removed.bin', xorshift(20_000, 7))], never);
  await door.vault.remove(gone.name, quietly, never);

  const old = await Vault.open(storage, [earliest]);
  const late = await backUp(old, 'Late', [file('late.txt', utf8('late\n'))], never);
  const put = ['age', 'txt'].map((ending) => `keys/${slots['Old phone']}.${ending}`);
  for (const path of put) storage.files.set(path, atFirst.get(path) as Bytes);

  const now = slotsOf(door);
  const description = {
    identities: door.session.identities,
    vaultId: await vaultId(earliest),
    passkey: { slot: keyFile(now['passkey']), ...passkey.described },
    leftBehind: { slot: keyFile(now['Key on a ring']), ...left.described },
    removedKey: { slot: put[0], ...lost.described },
    words: { slot: keyFile(now['words']), words, digits: wordsToDigits(words).join(' ') },
    password: { slot: keyFile(now['password']), password: PASSWORD },
    heirs: { slot: keyFile(now['heirs']), set, threshold: 2, people: PEOPLE, shares },
    archives: [moved, before, after, late],
    late: [late.name],
    removed: [gone.name, first.name],
  };
  return { files: storage.files, description };
}

/** The slots of the vault's keys, by their names, and where these are empty by their kinds. */
function slotsOf({ keyring }: VaultDoor): Record<string, string> {
  return Object.fromEntries(
    keyring.record.keys.map(({ name, kind, slot }) => [name.replace(/ \P{ASCII}+$/u, '') || kind, slot]),
  );
}

function idOf({ keyring }: VaultDoor, name: string): string {
  return keyring.record.keys.find((key) => key.name.startsWith(name))?.id ?? '';
}

function keyFile(slot: string | undefined): string {
  return `keys/${slot}.age`;
}
