import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import type { WrapKey } from '@/utils/passkey/types';
import type { VaultDoor } from '@/utils/vault/door';
import { MEDIA_CHUNKS } from '@/utils/vault/chunker';
import { addPasskey, setPassword } from '@/utils/vault/key-changes';
import type { KeyKind, KeyProof } from '@/utils/vault/key-types';
import { rotate } from '@/utils/vault/rotation';
import { openSlot } from '@/utils/vault/slot-seal';
import { hintPath, keyPath, slotIdOf } from '@/utils/vault/slots';
import type { SourceEntry } from '@/utils/vault/types';
import { noise } from './bytes';
import { entry } from './files';
import { byPasskey, byPassword, bySheets, byWords, newVault } from './key-rings';
import { newPasskey } from './passkeys';
import type { Files } from './storages';
import { never, save } from './vaults';

// Whatever the vault's keys are, none of these files is cut in two.
Object.assign(MEDIA_CHUNKS, { min: 65_536 });

/** A file of this size is one chunk, and 16 of them fill a pack of 1 MiB but for some bytes. */
const PHOTO = 65_480;
const PHOTOS = 18;
const PASSWORD = 'correct horse battery';

/** The keys of the sample vault. The last two were left behind when its identity was changed. */
export type KeyName = 'passkey' | 'words' | 'sheets' | 'password' | 'second passkey';
/** Its archives; `Old` is from before the identity was changed. */
export type Title = 'Old' | 'One' | 'Two';
export const TITLES: readonly Title[] = ['Old', 'One', 'Two'];

/** Kinds of files of a vault, one of each by name. */
export type Role =
  | 'slot: passkey'
  | 'slot: words'
  | 'slot: heirs'
  | 'slot: password'
  | 'slot: second passkey'
  | 'line: passkey'
  | 'line: second passkey'
  | 'successor'
  | 'pack: small'
  | 'pack: full'
  | 'pack: rest'
  | 'pack: old'
  | 'index: One'
  | 'index: Two'
  | 'snapshot: One'
  | 'snapshot: Two'
  | 'snapshot: removal'
  | 'snapshot: keys';

/** A small vault with a file of each kind. */
export interface SampleVault {
  readonly files: Files;
  readonly paths: Readonly<Record<Role, string>>;
  readonly archives: Readonly<Record<Title, { readonly id: string; readonly entries: readonly SourceEntry[] }>>;
  readonly proofs: Readonly<Record<KeyName, KeyProof>>;
  /** The current one first. */
  readonly identities: readonly string[];
}

const photo = (n: number) => entry(`photo ${n}`, noise(PHOTO, n));

const ENTRIES: Readonly<Record<Title, readonly SourceEntry[]>> = {
  Old: [entry('old.txt', 'an old note')],
  // The first sixteen photos fill a pack; what is left goes into another one.
  One: [...Array.from({ length: PHOTOS }, (_, at) => photo(at + 1)), entry('note.txt', 'a note'), entry('empty', '')],
  // The first photo is that of the other archive.
  Two: [photo(1), photo(50), photo(51), entry('two.txt', 'another note')],
};

/** Makes it. Its identity was changed once, an archive was removed; it has keys of each kind. */
export async function sampleVault(): Promise<SampleVault> {
  const { files, passkey, words, door } = await newVault();
  const second = await newPasskey();
  await addPasskey(door.mayChangeKeys, second, 'Second');
  await setPassword(door.mayChangeKeys, PASSWORD);
  const people = ['Anna', 'Ben', 'Carla'];
  const { set, shares } = await door.pending.makeHeirs(door.mayChangeKeys, { people, threshold: 2 });
  await door.pending.keepHeirs(door.mayChangeKeys, set);
  /** What an act writes that stays, the largest first. */
  const written = async <T>(act: () => Promise<T>): Promise<{ result: T; wrote: (folder: string) => string[] }> => {
    const before = new Set(files.keys());
    const result = await act();
    const added = [...files].filter(([path]) => !before.has(path)).toSorted(([, a], [, b]) => b.length - a.length);
    return { result, wrote: (folder) => added.map(([path]) => path).filter((path) => path.startsWith(folder)) };
  };
  const backUp = (title: string, entries: readonly SourceEntry[]) =>
    written(async () => (await save(door.vault, entries, title)).archive);
  const old = await backUp('Old', ENTRIES.Old);
  const rotated = await written(() => rotate(door, [byPasskey(passkey), byWords(words)]));
  const gone = await backUp('Gone', [entry('gone.txt', 'a note that is gone')]);
  const one = await backUp('One', ENTRIES.One);
  const two = await backUp('Two', ENTRIES.Two);
  const removal = await written(() => door.vault.remove(gone.result, quietly, never));
  const only = ([path = '']: readonly string[]) => path;
  const [full = '', rest = ''] = one.wrote('packs/');
  return {
    files,
    identities: door.session.identities,
    archives: {
      Old: { id: old.result, entries: ENTRIES.Old },
      One: { id: one.result, entries: ENTRIES.One },
      Two: { id: two.result, entries: ENTRIES.Two },
    },
    proofs: {
      passkey: byPasskey(passkey),
      words: byWords(words),
      sheets: bySheets(shares.slice(0, 2)),
      password: byPassword(PASSWORD),
      'second passkey': byPasskey(second),
    },
    paths: {
      ...keyPaths(door),
      successor: await successorOf(files, keyPaths(door)['slot: second passkey'], second.wrapKey),
      'pack: full': full,
      'pack: rest': rest,
      'pack: small': only(two.wrote('packs/')),
      'pack: old': only(old.wrote('packs/')),
      'index: One': only(one.wrote('index/')),
      'index: Two': only(two.wrote('index/')),
      'snapshot: One': only(one.wrote('snapshots/')),
      'snapshot: Two': only(two.wrote('snapshots/')),
      'snapshot: removal': only(removal.wrote('snapshots/')),
      'snapshot: keys': only(rotated.wrote('snapshots/')),
    },
  };
}

function keyPaths(door: VaultDoor) {
  const slotOf = (kind: KeyKind, isSecond = false) => {
    const key = door.keyring.record.keys.find((each) => each.kind === kind && (each.name === 'Second') === isSecond);
    return key?.slot ?? '';
  };
  return {
    'slot: passkey': keyPath(slotOf('passkey')),
    'slot: second passkey': keyPath(slotOf('passkey', true)),
    'line: passkey': hintPath(slotOf('passkey')),
    'line: second passkey': hintPath(slotOf('passkey', true)),
    'slot: words': keyPath(slotOf('words')),
    'slot: password': keyPath(slotOf('password')),
    'slot: heirs': keyPath(slotOf('heirs')),
  };
}

/** The slot by which a key that was left behind reaches the identity. */
async function successorOf(files: Files, slot: string, wrapKey: WrapKey): Promise<string> {
  const opened = await openSlot(files.get(slot) as Bytes, { wrapKey });
  const identity = opened?.contents.reach ?? '';
  for (const [path, file] of files) if (slotIdOf(path) && (await openSlot(file, { identity }))) return path;
  return '';
}
