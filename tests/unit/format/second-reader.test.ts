import { createHash } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import { beforeAll, expect, test } from 'vitest';
import { vaultDescription, type VaultDescription, vaultFiles } from './load-vectors';
import { Reader, type VaultFiles } from './reader';
import { openWithPasskey, openWithWords, passkeyNamed, softwarePrf, wrapKey } from './reader-keys';

// The committed vault, read by a program of its own that was written from docs/format.md.

let files: VaultFiles;
let described: VaultDescription;
beforeAll(async () => {
  [files, described] = await Promise.all([vaultFiles(), vaultDescription()]);
});

const slot = (path: string) => files.get(path) ?? new Uint8Array();

/** The archives of a vault as {@link VaultDescription} has them. */
async function read(vault: VaultFiles): Promise<VaultDescription['archives']> {
  const reader = await Reader.open(vault, described.identities);
  const archives = reader.archives.map(async (name) => {
    const { title, problems } = reader.snapshots.get(name)?.snapshot ?? { title: '', problems: [] };
    const all = [];
    for await (const { path, size, modifiedAt, content } of reader.files(name))
      all.push({ path, size, modifiedAt, sha256: createHash('sha256').update(content).digest('hex') });
    return { name, title, problems, files: all };
  });
  return byName(await Promise.all(archives));
}

function byName(archives: VaultDescription['archives']): VaultDescription['archives'] {
  return archives.toSorted((a, b) => a.name.localeCompare(b.name));
}

test('the recovery words give the identities', async () => {
  const opened = { identities: described.identities, reach: null, key: null };
  expect(await openWithWords(slot(described.words.slot), described.words.words)).toEqual(opened);
});

test('the passkey gives the identities', async () => {
  const opened = { identities: described.identities, reach: null, key: null };
  const prf = softwarePrf(Buffer.from(described.passkey.secret, 'hex'));
  expect(await openWithPasskey(slot(described.passkey.slot), prf)).toEqual(opened);
  const other = softwarePrf(new Uint8Array(32));
  await expect(openWithPasskey(slot(described.passkey.slot), other)).rejects.toThrow('authenticate');
});

test('the known answer of the specification is the wrap key', () => {
  const secret = Buffer.from('437e065e723a98b2f08f39d8baf7c53ecb3c363c5e5104bdaaf5d5ca2e028154', 'hex');
  const nonce = Uint8Array.from({ length: 16 }, (_, at) => at);
  const expected = 'dbe72fbea5893b5e4f4215a5d878953156cf7fa262d29de0ddc18e002107a2e0';
  expect(Buffer.from(wrapKey(softwarePrf(secret), nonce)).toString('hex')).toBe(expected);
});

test('the identity line names the passkey', () => {
  const line = Buffer.from(slot(described.passkey.slot.replace(/age$/, 'txt'))).toString();
  expect(line.endsWith('\n')).toBe(true);
  const { credentialId, rpId, transports } = passkeyNamed(line.trim());
  expect(Buffer.from(credentialId).toString('hex')).toBe(described.passkey.credentialId);
  expect([rpId, transports]).toEqual([described.passkey.rpId, described.passkey.transports]);
});

test('every archive is read byte for byte', async () => {
  expect(await read(files)).toEqual(byName(described.archives));
});

test('every archive is read from the tables of the packs where the index files are lost', async () => {
  const left = new Map([...files].filter(([path]) => !path.startsWith('index/')));
  expect(left.size).toBeLessThan(files.size);
  expect(await read(left)).toEqual(byName(described.archives));
});

test('the removed archive is named by a record, and nothing of it is missed', async () => {
  const { snapshots } = await Reader.open(files, described.identities);
  const all = [...snapshots.values()].map(({ snapshot }) => snapshot);
  const removed = new Set(all.flatMap((snapshot) => snapshot.removed));
  expect([...removed]).toEqual(described.removed.map((name) => name.slice(0, 16)));
  expect(all.filter(({ kind }) => kind === 'removal')).toHaveLength(1);
  const here = new Set([...snapshots.keys()].map((name) => name.slice(0, 16)));
  const missed = all.flatMap(({ known }) => known).filter((name) => !here.has(name) && !removed.has(name));
  expect(missed).toEqual([]);
});

test('a snapshot under another name, and a pack in an index file’s place, are refused', async () => {
  const [first = '', second = ''] = [...files.keys()].filter((path) => path.startsWith('snapshots/'));
  const swapped = new Map([...files, [first, slot(second)]]);
  await expect(Reader.open(swapped, described.identities)).rejects.toThrow('has another name');
  const [pack = ''] = [...files.keys()].filter((path) => path.startsWith('packs/'));
  const [index = ''] = [...files.keys()].filter((path) => path.startsWith('index/'));
  const replaced = new Map([...files, [index, slot(pack)]]);
  await expect(Reader.open(replaced, described.identities)).rejects.toThrow('is no index');
});

test('the age-encryption package opens every file by itself', async () => {
  for (const [path, bytes] of files) {
    if (path.endsWith('.txt') || path === described.passkey.slot) continue;
    const decrypter = new Decrypter();
    if (path === described.words.slot) decrypter.addPassphrase(described.words.words);
    else for (const identity of described.identities) decrypter.addIdentity(identity);
    const start = await decrypter
      .decrypt(bytes, 'uint8array')
      .then((all) => Buffer.from(all.subarray(0, 20)).toString());
    const type = { packs: 'passkeep pack 1\n', index: 'passkeep index 1\n', snapshots: 'passkeep snapshot 1\n' };
    const expected = type[path.split('/')[0] as keyof typeof type] ?? 'AGE-SECRET-KEY-PQ-1';
    expect([path, start.slice(0, expected.length)]).toEqual([path, expected]);
  }
});
