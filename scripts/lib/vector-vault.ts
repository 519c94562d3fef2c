import { createHash } from 'node:crypto';
import { type Bytes, randomBytes, utf8 } from '@/utils/bytes';
import { deriveWrapKey, prfInputs } from '@/utils/passkey/prf';
import { memoryStorage } from '@/utils/storage/memory';
import { newIdentity } from '@/utils/vault/keys';
import { newRecoveryWords } from '@/utils/recovery/words';
import { makeWordsSlot, storeSlot, writePasskeySlot } from '@/utils/vault/slots';
import type { SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { softwarePrf } from '../../tests/unit/format/reader-keys.ts';
import { xorshift } from '../../tests/unit/format/chunks.ts';

const RP_ID = 'chrome-extension://pcnbofloaokmfmomdgmpclloallcfgfp';
const DAY = 1_700_000_000_000;
const never = new AbortController().signal;

/** What a vault of the vectors holds, as tests/vectors/vault-v1.json describes it. */
interface Described {
  readonly name: string;
  readonly title: string;
  readonly problems: readonly { readonly path: string; readonly code: string }[];
  readonly files: readonly object[];
}

/** A small vault with everything that the format knows, and a description of it with all its secrets. */
export async function makeVault(): Promise<{ files: ReadonlyMap<string, Bytes>; description: object }> {
  const storage = memoryStorage();
  const [current, earlier] = [await newIdentity(), await newIdentity()];
  const keys = await makeSlots(storage, [current, earlier]);
  const archives: Described[] = [];

  const before = await Vault.open(storage, [earlier]);
  archives.push(await backUp(before, 'Odd \u{202e}names\u{202c} \u{1f511}', oddNames()));

  const vault = await Vault.open(storage, [current, earlier]);
  archives.push(await backUp(vault, 'Family', family(chat(1200))));
  const gone = await backUp(vault, 'Removed', [file('removed.bin', xorshift(20_000, 7))]);
  await vault.remove(gone.name, never);
  archives.push(await backUp(vault, 'Family, a week later', [...family(chat(1300)), unreadable('Family/locked.jpg')]));

  const description = { identities: [current, earlier], ...keys, archives, removed: [gone.name] };
  return { files: storage.files, description };
}

async function makeSlots(storage: ReturnType<typeof memoryStorage>, identities: readonly string[]): Promise<object> {
  const [secret, credentialId, nonce] = [randomBytes(32), randomBytes(32), randomBytes(16)];
  const { first, second } = prfInputs(nonce);
  const prf = softwarePrf(secret);
  const wrapKey = await deriveWrapKey(prf(first), prf(second));
  const transports = ['hybrid', 'internal'];
  const named = { credentialId, transports, rpId: RP_ID };
  const passkey = { ...named, nonce, wrapKey, aaguid: '', backupEligible: true, backedUp: true };
  await writePasskeySlot(storage, identities, passkey, never);
  const [path = ''] = [...storage.files.keys()].filter((name) => name.endsWith('.age'));

  const words = newRecoveryWords();
  await storeSlot(storage, await makeWordsSlot(identities, words), never);
  const [wordsPath = ''] = [...storage.files.keys()].filter((name) => name.endsWith('.age') && name !== path);
  return {
    words: { slot: wordsPath, words },
    passkey: { slot: path, secret: hex(secret), credentialId: hex(credentialId), rpId: RP_ID, transports },
  };
}

async function backUp(vault: Vault, title: string, entries: readonly SourceEntry[]): Promise<Described> {
  const { archive, problems } = await vault.backUp(entries, title, () => {}, never);
  const failed = new Set(problems.map(({ path }) => path));
  const saved = entries.filter(({ path }) => !failed.has(path)).map(describe);
  return { name: archive, title, problems, files: await Promise.all(saved) };
}

async function describe({ path, file: { size, lastModified }, file: source }: SourceEntry): Promise<object> {
  const sha256 = createHash('sha256')
    .update(await source.bytes())
    .digest('hex');
  return { path, size, modifiedAt: lastModified, sha256 };
}

function file(path: string, bytes: Bytes, lastModified = DAY): SourceEntry {
  return { path, file: new File([bytes], 'file', { lastModified }) };
}

function unreadable(path: string): SourceEntry {
  const refused = { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) };
  return { path, file: Object.assign(new File(['?'], 'file'), { slice: () => refused as unknown as Blob }) };
}

/** A text that deflates, a file that does not, one longer than the longest chunk, and one without any. */
function family(text: string): SourceEntry[] {
  const recording = new Uint8Array(1_500_000);
  for (let at = 0; at < recording.length; at += 9973) recording[at] = at % 251;
  return [
    file('Family/_chat.txt', utf8(text), DAY + 1),
    file('Family/photo.jpg', xorshift(50_000, 2), DAY + 2),
    file('Family/recording.opus', recording, DAY + 3),
    file('Family/empty', new Uint8Array(), DAY + 4),
  ];
}

/** A chat that begins the same for every number of lines. */
function chat(lines: number): string {
  const words = 'the and we you on at home tomorrow dinner is called yes not Anna Ben see soon train late sun'.split(
    ' ',
  );
  const bytes = xorshift(lines * 12, 1);
  return Array.from({ length: lines }, (_, line) => {
    const said = Array.from(bytes.subarray(12 * line, 12 * line + 12), (byte) => words[byte % words.length]);
    return `[${line}] ${said.join(' ')}\n`;
  }).join('');
}

function oddNames(): SourceEntry[] {
  const names = [
    'Gr\u00fc\u00dfe \u2013 \u{1f600}.txt',
    'caf\u00e9.txt',
    'cafe\u0301.txt',
    'Upper.TXT',
    'upper.txt',
    'twice.txt',
    'twice.txt',
    'CON',
    'nul.txt',
    'a:b*c?"d<e>|f\\g.txt',
    'line\nbreak\ttab\u0000zero',
    ' spaces and dots . ',
    'right\u202eleft.txt',
    'lone \ud800 surrogate',
    '../outside.txt',
    '/absolute//double/./dot.txt',
    `long-${'x'.repeat(300)}.txt`,
  ];
  const times = [0, -1000, DAY];
  return names.map((name, at) => file(`Odd/${name}`, utf8(`file ${at}\n`), times[at % times.length]));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
