import { decryptFile, encryptFile } from '@/utils/age/file';
import { inMemory } from '@/utils/age/random-access';
import { headerLength } from '@/utils/age/header';
import { type Bytes, concat, fromUtf8, utf8 } from '@/utils/bytes';
import { deriveKeys, snapshotName } from '@/utils/vault/keys';
import { snapshotPath } from '@/utils/vault/snapshot';
import { bech32 } from '@scure/base';
import { flipped, withOtherLetter } from './bytes';
import type { Role, SampleVault } from './sample-vault';
import { copyOf, type Files } from './storages';

/** age's payload chunk, sealed, and the nonce before the first. Bytes. */
const SEALED = 65_552;
const NONCE = 16;

/** The name of a file that a damage puts beside the others. */
export const OTHER_NAME = 'fe'.repeat(32);

/** Its partner when it is swapped with another file of its kind. */
const KIN: Readonly<Record<Role, Role>> = {
  'slot: passkey': 'slot: second passkey',
  'slot: second passkey': 'slot: passkey',
  'slot: words': 'slot: password',
  'slot: password': 'slot: words',
  'slot: heirs': 'successor',
  successor: 'slot: heirs',
  'line: passkey': 'line: second passkey',
  'line: second passkey': 'line: passkey',
  'pack: full': 'pack: small',
  'pack: small': 'pack: full',
  'pack: rest': 'pack: old',
  'pack: old': 'pack: rest',
  'index: One': 'index: Two',
  'index: Two': 'index: One',
  'snapshot: One': 'snapshot: Two',
  'snapshot: Two': 'snapshot: One',
  'snapshot: removal': 'snapshot: keys',
  'snapshot: keys': 'snapshot: removal',
};

/** What a damage works on: copies of a vault's files, one of which it is about; another vault of the same make. */
export interface Harmed {
  readonly sample: SampleVault;
  readonly other: SampleVault;
  readonly role: Role;
  readonly files: Files;
  readonly path: string;
  readonly bytes: Bytes;
  /** Bytes of its age header; 0: it is no age file. */
  readonly header: number;
}

/** null: the damage is none that this file can have. */
type Damaging = (harmed: Harmed) => undefined | null | Promise<undefined | null>;

const replaced =
  (change: (harmed: Harmed) => Bytes | null): Damaging =>
  (harmed) => {
    const bytes = change(harmed);
    return bytes && void harmed.files.set(harmed.path, bytes);
  };
/** Cut to `length` bytes. */
const cut = (length: (harmed: Harmed) => number | null) =>
  replaced((harmed) => {
    const end = length(harmed);
    return end === null ? null : harmed.bytes.slice(0, end);
  });
/** A bit turned at some byte. */
const flip = (place: (harmed: Harmed) => number | null) =>
  replaced((harmed) => {
    const at = place(harmed);
    return at === null ? null : flipped(harmed.bytes, at);
  });

/** Sealed chunks of an age file's payload. */
const chunksOf = ({ bytes, header }: Harmed) => Math.ceil((bytes.length - header - NONCE) / SEALED);
/** Where sealed chunk `index` begins in the file. */
const startOf = ({ header }: Harmed, index: number) => header + NONCE + index * SEALED;
const inAge = (place: (harmed: Harmed) => number) => (harmed: Harmed) => (harmed.header > 0 ? place(harmed) : null);

/** With what a file is padded; null: with nothing. */
function padding({ role }: Harmed): number | null {
  if (role.startsWith('snapshot')) return 32;
  return /^(pack|index)/.test(role) ? 0 : null;
}

/** The middle of the longest run of a byte. */
function middle(plaintext: Bytes, byte: number): number {
  let best = { start: 0, length: 0 };
  for (let at = 0; at < plaintext.length; at++) {
    const start = at;
    while (plaintext[at] === byte) at++;
    if (at - start > best.length) best = { start, length: at - start };
  }
  return best.start + (best.length >> 1);
}

/** The plaintext of a pack, an index file or a snapshot. */
const plaintextOf = ({ bytes, sample }: Harmed) => decryptFile(inMemory(bytes), sample.identities);

/** Under which name, new or that of another one, a file of its kind might stand as well. */
function otherPath({ role, path }: Harmed): string {
  const id = OTHER_NAME.slice(0, 32);
  if (role.startsWith('pack')) return `packs/${id.slice(0, 2)}/${id}.age`;
  if (role.startsWith('index')) return `index/${id}.age`;
  return role.startsWith('snapshot') ? snapshotPath(OTHER_NAME) : `keys/${id}${path.slice(-4)}`;
}

function swap({ files, path, bytes, sample }: Harmed, partner: Role): undefined {
  const theirs = sample.paths[partner];
  files.set(path, files.get(theirs) as Bytes);
  files.set(theirs, bytes);
}

/** What can become of a file. */
export const DAMAGES = {
  removed: ({ files, path }) => void files.delete(path),
  emptied: cut(() => 0),
  'cut by a byte': cut(({ bytes }) => bytes.length - 1),
  'cut to its half': cut(({ bytes }) => bytes.length >> 1),
  'cut in its header': cut(inAge(({ header }) => header >> 1)),
  'cut after its header': cut(inAge(({ header }) => header)),
  'cut after its nonce': cut(inAge((harmed) => startOf(harmed, 0))),
  'cut after a payload chunk': cut((harmed) => (chunksOf(harmed) > 1 ? startOf(harmed, chunksOf(harmed) - 1) : null)),
  'cut in a tag': cut(({ bytes, header }) => (header > 0 ? bytes.length - 10 : null)),
  'a bit of its first line': flip(() => 3),
  // Still base64: another letter is what makes it another key's, or nobody's.
  'a letter of its stanza': replaced(({ bytes, header }) => (header > 0 ? withOtherLetter(bytes) : null)),
  "a bit of its header's MAC": flip((harmed) => (harmed.header > 0 ? harmed.header - 10 : null)),
  'a bit of its nonce': flip(inAge(({ header }) => header + 5)),
  'a bit of its first chunk': flip(inAge((harmed) => startOf(harmed, 0) + 20)),
  'a bit of its middle chunk': flip((harmed) =>
    chunksOf(harmed) > 2 ? startOf(harmed, chunksOf(harmed) >> 1) + 200 : null,
  ),
  'a bit of its last chunk': flip((harmed) =>
    chunksOf(harmed) > 1 ? startOf(harmed, chunksOf(harmed) - 1) + 200 : null,
  ),
  'a bit of its last tag': flip(({ bytes }) => bytes.length - 5),
  'a bit of its padding': async (harmed) => {
    const byte = padding(harmed);
    if (byte === null) return null;
    const at = middle(await plaintextOf(harmed), byte);
    const inFile = startOf(harmed, Math.floor(at / 65_536)) + (at % 65_536);
    return void harmed.files.set(harmed.path, flipped(harmed.bytes, inFile));
  },
  'swapped with one of its kind': (harmed) => swap(harmed, KIN[harmed.role]),
  'swapped with one of another kind': (harmed) =>
    swap(harmed, harmed.role.startsWith('index') ? 'snapshot: removal' : 'index: Two'),
  renamed: (harmed) => {
    harmed.files.delete(harmed.path);
    return void harmed.files.set(otherPath(harmed), harmed.bytes);
  },
  'there twice': (harmed) => void harmed.files.set(otherPath(harmed), harmed.bytes),
  'of a newer version': async (harmed) => {
    const { files, path, bytes, role, sample } = harmed;
    if (role.startsWith('line')) return void files.set(path, newerLine(bytes));
    if (!/^(pack|index|snapshot)/.test(role)) return void files.set(path, newerSlot(bytes));
    const plaintext = await plaintextOf(harmed);
    plaintext[plaintext.indexOf(10) - 1] = '2'.charCodeAt(0);
    const [identity = ''] = sample.identities;
    const keys = await deriveKeys(identity);
    files.delete(path);
    const newPath = role.startsWith('snapshot') ? snapshotPath(await snapshotName(keys, plaintext)) : path;
    return void files.set(newPath, await encryptFile(plaintext, keys.recipient));
  },
  "another vault's in its place": ({ files, path, role, other }) =>
    void files.set(path, other.files.get(other.paths[role]) as Bytes),
  "another vault's beside it": ({ files, role, other }) =>
    void files.set(other.paths[role], other.files.get(other.paths[role]) as Bytes),
} satisfies Readonly<Record<string, Damaging>>;

export type Damage = keyof typeof DAMAGES;

/** The first number of the line is its version. */
function newerLine(bytes: Bytes): Bytes {
  const { prefix, words } = bech32.decode(fromUtf8(bytes).trim() as `${string}1${string}`, false);
  const content = bech32.fromWords(words);
  content[0] = 2;
  return utf8(`${bech32.encode(prefix, bech32.toWords(content), false).toUpperCase()}\n`);
}

/** A slot whose stanza is of a kind that nobody knows yet. */
function newerSlot(bytes: Bytes): Bytes {
  const start = Buffer.from(bytes).indexOf('-> ') + 3;
  return concat([bytes.subarray(0, start), utf8('next-'), bytes.subarray(start)]);
}

/** The files of a sample vault with one of them damaged; null where it cannot be damaged so. */
export async function damaged(
  sample: SampleVault,
  other: SampleVault,
  role: Role,
  damage: Damage,
): Promise<Files | null> {
  const files = copyOf(sample.files);
  const path = sample.paths[role];
  const bytes = files.get(path) as Bytes;
  const header = Math.max(0, headerLength(bytes));
  const apply: Damaging = DAMAGES[damage];
  return (await apply({ sample, other, role, files, path, bytes, header })) === null ? null : files;
}
