import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DescribedPasskey, keysDescription, type KeysDescription, vaultFiles } from './load-vectors';
import { identitiesFrom, openedBy, Reader, type VaultFiles } from './reader';
import { openWithPasskey, openWithWords, passkeyNamed, type SlotText, softwarePrf, vaultIdOf } from './reader-keys';
import { combine, heirsIdentityOf, readShare } from './reader-paper';
import { counting, recordIn, referenceOf } from './reader-records';

// The committed vault whose identity was changed twice, read by the program that was written from docs/format.md.

let files: VaultFiles;
let described: KeysDescription;
beforeAll(async () => {
  [files, described] = await Promise.all([vaultFiles('vault-v1-keys'), keysDescription()]);
});

const slot = (path: string) => files.get(path) ?? new Uint8Array();
const passkey = ({ slot: path, secret }: DescribedPasskey) =>
  openWithPasskey(slot(path), softwarePrf(Buffer.from(secret, 'hex')));
const oldest = () => described.identities.slice(-1);

async function contents(reader: Reader, name: string): Promise<object[]> {
  const all = [];
  for await (const { path, size, modifiedAt, content } of reader.files(name))
    all.push({ path, size, modifiedAt, sha256: createHash('sha256').update(content).digest('hex') });
  return all;
}

/** Expects that a slot leads to every archive. */
async function expectAll(opened: SlotText): Promise<void> {
  const identities = await identitiesFrom(files, opened);
  expect(identities).toEqual(described.identities);
  const reader = await Reader.open(files, identities);
  expect(reader.archives.toSorted()).toEqual(described.archives.map(({ name }) => name).toSorted());
  expect(reader.late).toEqual(described.late);
  for (const { name, files: expected } of described.archives) expect(await contents(reader, name)).toEqual(expected);
}

describe('each key leads to every archive', () => {
  test('the words, which have all identities', async () => {
    const opened = await openWithWords(slot(described.words.slot), described.words.words);
    expect(opened.identities).toEqual(described.identities);
    expect(opened.reach).not.toBeNull();
    await expectAll(opened);
  });

  test('the passkey', async () => await expectAll(await passkey(described.passkey)));

  test('the password, which the second change left behind', async () => {
    const opened = await openWithWords(slot(described.password.slot), described.password.password.normalize('NFKC'));
    expect(opened.identities).toEqual(described.identities.slice(1));
    await expectAll(opened);
  });

  test('the passkey that both changes left behind', async () => {
    const opened = await passkey(described.leftBehind);
    expect(opened.identities).toEqual(oldest());
    await expectAll(opened);
  });

  test('any two of the three sheets, and none alone', async () => {
    const [first, second, third] = described.heirs.shares.map(readShare);
    if (!first || !second || !third) throw new Error('no sheets');
    for (const pair of [
      [first, second],
      [third, first],
      [second, third],
    ]) {
      const [opened, ...more] = await openedBy(files, heirsIdentityOf(combine(pair)));
      expect(more).toEqual([]);
      expect(opened).toMatchObject({ identities: described.identities, reach: null });
      if (opened) await expectAll(opened);
    }
    expect(() => combine([first])).toThrow('not enough');
  });
});

test('a passkey that was removed opens its slot, which leads to nothing newer', async () => {
  const opened = await passkey(described.removedKey);
  expect(opened.identities).toEqual(oldest());
  expect(await identitiesFrom(files, opened)).toEqual(oldest());
});

test('the slots with another identity than the vault’s are the heirs’ set, and a successor for each key', async () => {
  const { reach: own } = await passkey(described.passkey);
  const { reach: left } = await passkey(described.leftBehind);
  for (const reach of [own, left]) {
    const [successor, ...more] = await openedBy(files, reach ?? '');
    expect([successor, more]).toEqual([{ identities: described.identities, reach: null, key: null }, []]);
  }
  for (const identity of described.identities) expect(await openedBy(files, identity)).toEqual([]);
});

test('the record names the keys and those that went', async () => {
  const { snapshots } = await Reader.open(files, described.identities);
  const record = recordIn(snapshots);
  expect(referenceOf(snapshots.values())).toBe(0);
  expect(record?.epoch).toBe(described.identities.length);
  const keys = record?.keys.map(({ kind, epoch, slot: id }) => `${kind} ${epoch} keys/${id}.age`);
  expect(keys?.toSorted()).toEqual([
    `heirs 3 ${described.heirs.slot}`,
    `passkey 1 ${described.leftBehind.slot}`,
    `passkey 3 ${described.passkey.slot}`,
    `password 2 ${described.password.slot}`,
    `words 3 ${described.words.slot}`,
  ]);
  const digest = (path: string) => createHash('sha256').update(slot(path)).digest('base64url');
  for (const key of record?.keys ?? []) expect(key.digest).toBe(digest(`keys/${key.slot}.age`));
  const { set, threshold, people } = described.heirs;
  expect(record?.keys.find(({ kind }) => kind === 'heirs')?.heirs).toEqual({ set, threshold, people });
  const removed = record?.gone.filter(({ why }) => why === 'removed');
  expect(removed).toEqual([
    { ...removed?.[0], digest: digest(described.removedKey.slot), kind: 'passkey', name: 'Old phone \u202e\u{1f4f1}' },
  ]);
});

test('a snapshot of a kind that nobody knows is no archive, and one saved with an old key since does not count', async () => {
  const { snapshots } = await Reader.open(files, described.identities);
  const kinds = [...snapshots.values()].map(({ snapshot }) => snapshot.kind);
  expect(kinds.toSorted()).toEqual(['backup', 'backup', 'backup', 'backup', 'keys', 'removal', 'weather']);
  const counts = counting(snapshots);
  expect([...snapshots.keys()].filter((name) => !counts.has(name))).toEqual(described.late);
});

test('the identity lines name the passkeys, and the oldest identity the vault', () => {
  for (const { slot: path, credentialId, rpId, transports } of [described.passkey, described.leftBehind]) {
    const line = Buffer.from(slot(path.replace(/age$/, 'txt'))).toString();
    expect(passkeyNamed(line.trim())).toEqual({
      credentialId: new Uint8Array(Buffer.from(credentialId, 'hex')),
      rpId,
      transports,
    });
  }
  expect(vaultIdOf(described.identities.at(-1) ?? '')).toBe(described.vaultId);
});
