import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vaultDescription, vaultFiles } from '../unit/format/load-vectors.ts';
import { wycheproofTests } from '../unit/format/wycheproof.ts';
import { hashFile, hashZip } from './lib/hashes.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage, openStage } from './lib/stage.ts';
import { appState, storedFiles } from './lib/stored-vault.ts';
import * as walk from './lib/walkthrough.ts';

let folder: string;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-vectors-'));
  stage = await openFirstStage(folder, new SoftwareAuthenticator());
  page = stage.page;
});

afterAll(async () => {
  await stage?.session.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Puts files into the vault's database, as the extension keeps them. */
async function storeFiles(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const list = [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')] as const);
  await page.evaluate(async (stored) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('passkeep');
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error));
    });
    const transaction = database.transaction(['files', 'sizes'], 'readwrite');
    for (const [path, base64] of stored) {
      const bytes = Uint8Array.fromBase64(base64);
      transaction.objectStore('files').put(new Blob([bytes]), path);
      transaction.objectStore('sizes').put(bytes.length, path);
    }
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
    database.close();
  }, list);
}

describe('a vault of format 1, as it is committed', () => {
  it('is a locked vault to a browser that has not seen it before', async () => {
    await page.waitForSelector('#agree');
    await storeFiles(await vaultFiles());
    // What the keeper of the vault saw at its start is no longer so: a browser started anew.
    await stage.session.kill();
    stage = await openStage(folder, new SoftwareAuthenticator());
    page = stage.page;
    await walk.click(page, '#agree');
    await page.waitForSelector('#unlock');
    expect(await appState(page)).toMatchObject({ vault: 'locked' });
    expect(await storedFiles(page)).toEqual(new Map([...(await vaultFiles())].map(([k, v]) => [k, Buffer.from(v)])));
  });

  it('opens with its words, and shows its archives', async () => {
    const { words, archives } = await vaultDescription();
    await walk.openWithWords(page, words.words);
    await walk.click(page, '#to-archives');
    await page.waitForSelector('#archive-list li');
    const titles = await page.$$eval('#archive-list h2', (heads) => heads.map((head) => head.textContent));
    // A character that would turn the text around is shown as a sign.
    const shown = archives.map(({ title }) => title.replaceAll(/[\u202a-\u202e]/g, '\u{fffd}'));
    expect(titles.toSorted()).toEqual(shown.toSorted());
    expect(await appState(page)).toMatchObject({ vault: 'unlocked', archives: archives.length });
  });

  it('gives every file of every archive back byte for byte', async () => {
    const { archives } = await vaultDescription();
    for (const { name, files } of archives) {
      await walk.goTo(page, 'archives');
      await walk.click(page, `#archive-list a[href$="${name}"]`);
      await walk.click(page, '#download');
      const zip = await stage.downloads.next(60_000);
      await walk.jobDone(page);
      const restored = await hashZip(zip);
      expect(Object.values(restored).toSorted()).toEqual(files.map(({ sha256 }) => sha256).toSorted());
      const plain = files.filter(({ path }) => /^Family\/[\w.]+$/.test(path));
      for (const { path, sha256 } of plain) expect(restored[path]).toBe(sha256);
    }
  });

  it('takes a new backup, which the old archives survive', async () => {
    const { archives } = await vaultDescription();
    const source = join(import.meta.dirname, '..', 'vectors', 'vault-v1.json');
    expect(await walk.backUp(page, [source])).toContain('1 file');
    expect(await appState(page)).toMatchObject({ archives: archives.length + 1 });
    expect(await hashFile(await walk.restore(page, stage.downloads, 'vault-v1'))).toBe(await hashFile(source));
    const kept = await storedFiles(page);
    for (const [path, bytes] of await vaultFiles()) expect(kept.get(path)?.equals(bytes), path).toBe(true);
  });
});

describe('the browser’s own ChaCha20-Poly1305', () => {
  it('does what Project Wycheproof’s tests ask of it, each of them', async () => {
    const tests = await wycheproofTests();
    const found = await page.evaluate(async (all) => {
      const name = 'ChaCha20-Poly1305';
      const outcome = async ({ key, iv, aad, msg, ct, tag }: (typeof all)[number]) => {
        const [nonce, additionalData, sealed] = [iv, aad, ct + tag].map((hex) => Uint8Array.fromHex(hex));
        const secret = Uint8Array.fromHex(key);
        const usages = ['encrypt', 'decrypt'] as const;
        const imported = await crypto.subtle.importKey('raw-secret' as 'raw', secret, name, false, usages);
        const parameters = { name, iv: nonce, additionalData, tagLength: 128 };
        const opened = await crypto.subtle.decrypt(parameters, imported, sealed as BufferSource);
        const again = await crypto.subtle.encrypt(parameters, imported, Uint8Array.fromHex(msg));
        const same = [opened, again].map((bytes) => new Uint8Array(bytes).toHex()).join(' ') === `${msg} ${ct}${tag}`;
        return same ? 'valid' : 'another result';
      };
      return await Promise.all(
        all.map(async (each) => [each.tcId, await outcome(each).catch((thrown: Error) => thrown.name)] as const),
      );
    }, tests);
    const refused = new Map(found.filter(([, outcome]) => outcome !== 'valid'));
    // No tag fits, or the nonce is of another length.
    expect(new Set(refused.values())).toEqual(new Set(['OperationError']));
    expect([...refused.keys()]).toEqual(tests.flatMap(({ tcId, result }) => (result === 'invalid' ? [tcId] : [])));
    expect([found.length, refused.size]).toEqual([300, 67]);
  });
});
