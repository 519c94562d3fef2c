import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIdentityLine, encodeIdentityLine } from '@/utils/passkey/identity-line';
import { type Session, launch } from '../lib/browser.ts';
import { appOpenedByItself } from '../lib/pages.ts';
import { putStored, storedFiles } from '../lib/stored-vault.ts';
import { addVirtualAuthenticator } from '../lib/virtual-authenticator.ts';
import * as walk from '../lib/walkthrough.ts';
import { type Age, giveAge } from './age-package.ts';

// In functions that run in the page.
declare const age: Age;

/** An identity file of age's: hybrid identities, one a line, and comments. */
const IDENTITY_FILE = /^(AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}\n|# [^\n]*\n)+$/;

describe("age-encryption's own passkey identity and recipient, in Chromium", () => {
  let folder: string;
  let session: Session;
  let page: Page;
  /** The passkey's slot as Passkeep has stored it: its path, the file, and the line that names the passkey. */
  let slot: { readonly path: string; readonly file: string; readonly line: string };
  let identities: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-age-'));
    session = await launch({ profile: join(folder, 'profile') });
    page = await appOpenedByItself(session);
    await addVirtualAuthenticator(page, 'prf');
    await walk.setUp(page);
    const files = await storedFiles(page);
    const hint = [...files.keys()].find((path) => /^keys\/.*\.txt$/.test(path)) ?? '';
    const path = hint.replace(/txt$/, 'age');
    slot = { path, file: files.get(path)?.toString('base64') ?? '', line: files.get(hint)?.toString().trim() ?? '' };
    await giveAge(page);
  });
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The slot opened by the package alone, with any passkey of this origin or the one that a line names. */
  const openedByAge = async (line: string | null) =>
    await page.evaluate(
      async (file, identity) => {
        const decrypter = new age.Decrypter();
        decrypter.addIdentity(new age.webauthn.WebAuthnIdentity(identity === null ? {} : { identity }));
        return await decrypter.decrypt(Uint8Array.fromBase64(file), 'text').catch(String);
      },
      slot.file,
      line,
    );

  /** The line with the form of the RP ID that browsers take from a page: the bare ID. */
  const forBrowsers = () => {
    const name = decodeIdentityLine(slot.line);
    return encodeIdentityLine({ ...name, rpId: name.rpId.replace(/^chrome-extension:\/\//, '') });
  };

  it('opens the slot that Passkeep wrote, with whatever passkey the user picks', async () => {
    identities = await openedByAge(null);
    expect(identities).toMatch(IDENTITY_FILE);
    expect(identities).toMatch(/^AGE-SECRET-KEY-PQ-1/);
  });

  it('opens it with the passkey that its line names', async () => {
    expect(slot.line).toMatch(/^AGE-PLUGIN-FIDO2PRF-1/);
    expect(await openedByAge(forBrowsers())).toBe(identities);
  });

  it('cannot ask with the line as it is, which is for security keys outside the browser', async () => {
    expect(await openedByAge(slot.line)).toMatch(/^SecurityError/);
  });

  it('writes a slot for the same passkey that opens Passkeep', async () => {
    const file = await page.evaluate(
      async (text, identity) => {
        const encrypter = new age.Encrypter();
        encrypter.addRecipient(new age.webauthn.WebAuthnRecipient({ identity }));
        return (await encrypter.encrypt(text)).toBase64();
      },
      identities,
      forBrowsers(),
    );
    expect(file).not.toBe(slot.file);
    await putStored(page, new Map([[slot.path, Buffer.from(file, 'base64')]]));
    await walk.lock(page);
    await walk.unlockWithPasskey(page);
    expect((await storedFiles(page)).get(slot.path)?.toString('base64')).toBe(file);
  });
});
