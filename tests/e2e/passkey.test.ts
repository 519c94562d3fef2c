import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SoftwareAuthenticator } from './lib/software-authenticator';
import { addVirtualAuthenticator } from './lib/virtual-authenticator';
import { type LabBrowser, buildLab, launch } from './passkey/browser';
import type { Lab } from './passkey/lab';

// In functions that run in the page.
declare const lab: Lab;

const TEXT = 'Only a passkey opens this.';
let folder: string;
let browser: LabBrowser;

beforeAll(async () => {
  folder = await buildLab();
  browser = await launch(folder);
});
afterAll(async () => {
  await browser.close();
});

const create = (page: Page) => page.evaluate(() => lab.settle(() => lab.create()));
const roundTrip = (page: Page) =>
  page.evaluate(
    (text) =>
      lab.settle(async () => {
        const [passkey] = lab.made;
        if (!passkey) throw new Error('no passkey');
        return await lab.read(await lab.write(passkey, text), lab.made);
      }),
    TEXT,
  );

describe("Chromium's own ceremonies, with its virtual authenticator", () => {
  let page: Page;
  beforeEach(async () => {
    page = await browser.open();
    return async () => {
      await page.close();
    };
  });

  it('make and use a passkey that answers when it is made', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    const origin = await page.evaluate(() => location.origin);
    expect(await create(page)).toEqual({
      ok: true,
      value: {
        rpId: origin,
        transports: ['internal'],
        aaguid: '01020304-0506-0708-0102-030405060708',
        backupEligible: false,
        backedUp: false,
        readable: false,
        credentialIdBytes: 32,
        nonceBytes: 16,
        userId: expect.stringMatching(/^[\w-]{43}$/),
      },
    });
    expect(await authenticator.passkeys()).toHaveLength(1);
    expect(await roundTrip(page)).toEqual({ ok: true, value: TEXT });
  });

  it('make and use a passkey that answers at assertions only', async () => {
    await addVirtualAuthenticator(page, 'hmacSecretOnly');
    expect(await create(page)).toMatchObject({ value: { readable: false } });
    expect(await roundTrip(page)).toEqual({ ok: true, value: TEXT });
  });

  it('find that an authenticator has no PRF, and leave one passkey at most however often it is tried', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'noPrf');
    expect(await create(page)).toMatchObject({ error: { code: 'PASSKEY_NO_PRF' } });
    expect(await create(page)).toMatchObject({ error: { code: 'PASSKEY_NO_PRF' } });
    expect(await authenticator.passkeys()).toHaveLength(1);
  });

  // One wrong fingerprint blocks a virtual authenticator for good: Chromium tries it until no try is left.
  it('make no passkey when the fingerprint does not match', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    await authenticator.setUserVerified(false);
    expect(await create(page)).toMatchObject({ error: { code: 'PASSKEY_CANCELLED' } });
    expect(await authenticator.passkeys()).toEqual([]);
  });

  it('open nothing when the fingerprint does not match', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    expect(await create(page)).toMatchObject({ ok: true });
    await authenticator.setUserVerified(false);
    expect(await roundTrip(page)).toMatchObject({ error: { code: 'PASSKEY_CANCELLED' } });
  });

  it('never succeed with an authenticator that has not got the passkey', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    await create(page);
    await authenticator.remove();
    await addVirtualAuthenticator(page, 'prf');
    expect(await roundTrip(page)).toMatchObject({ error: { code: 'PASSKEY_CANCELLED' } });
  });

  it('open the slot of the passkey at hand, of two', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    await create(page);
    await authenticator.remove();
    await addVirtualAuthenticator(page, 'prf');
    await create(page);
    const read = await page.evaluate(
      (text) =>
        lab.settle(async () => {
          const [, second] = lab.made;
          if (!second) throw new Error('no second passkey');
          return await lab.read(await lab.write(second, text), lab.made);
        }),
      TEXT,
    );
    expect(read).toEqual({ ok: true, value: TEXT });
  });

  it('end when they are aborted', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    await authenticator.setPresence(false);
    const outcome = page.evaluate(() => lab.settle(() => lab.create()));
    await page.evaluate(() => lab.abort.abort());
    expect(await outcome).toMatchObject({ error: { code: 'CANCELLED' } });
  });

  it('are told to be out of time when the browser gives up: in the hurry of a test, after 10 seconds for 300', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    await create(page);
    await authenticator.setPresence(false);
    await page.evaluate(() => {
      const [ask, now] = [navigator.credentials.get.bind(navigator.credentials), performance.now.bind(performance)];
      performance.now = () => now() * 31;
      navigator.credentials.get = (options) => {
        const timeout = (options?.publicKey?.timeout ?? 0) / 30;
        const publicKey = { ...options?.publicKey, challenge: new Uint8Array(32), timeout };
        return ask({ ...options, publicKey });
      };
    });
    expect(await roundTrip(page)).toMatchObject({ error: { code: 'PASSKEY_TIMEOUT' } });
  });

  it('leave one passkey for one user ID, the last one, and the one before it opens nothing', async () => {
    const authenticator = await addVirtualAuthenticator(page, 'prf');
    await page.evaluate(() => {
      const make = navigator.credentials.create.bind(navigator.credentials);
      navigator.credentials.create = (options) => {
        if (options?.publicKey) options.publicKey.user.id = new Uint8Array(32);
        return make(options);
      };
    });
    await create(page);
    await create(page);
    expect(await authenticator.passkeys()).toHaveLength(1);
    const [gone, kept] = await page.evaluate(async (text) => {
      const outcomes = [];
      for (const passkey of lab.made)
        outcomes.push(await lab.settle(async () => await lab.read(await lab.write(passkey, text), [passkey])));
      return outcomes;
    }, TEXT);
    expect(gone).toMatchObject({ error: { code: 'PASSKEY_CANCELLED' } });
    expect(kept).toEqual({ ok: true, value: TEXT });
  });

  it('agree with the age-encryption package, both ways', async () => {
    await addVirtualAuthenticator(page, 'prf');
    await create(page);
    const read = await page.evaluate(async (text) => {
      const [passkey] = lab.made;
      if (!passkey) throw new Error('no passkey');
      const ours = await lab.write(passkey, text);
      return {
        byAge: await lab.readWithAge(ours, null),
        byAgeWithLine: await lab.readWithAge(ours, passkey),
        byUs: await lab.read(await lab.writeWithAge(text), lab.made),
      };
    }, TEXT);
    expect(read).toEqual({ byAge: TEXT, byAgeWithLine: TEXT, byUs: TEXT });
  });
});

describe('the software authenticator', () => {
  it('carries a passkey to another tab, and to a browser started again', async () => {
    const authenticator = new SoftwareAuthenticator();
    const page = await browser.open((empty) => authenticator.install(empty));
    expect(await create(page)).toMatchObject({
      value: { backedUp: true, readable: false, credentialIdBytes: 32, nonceBytes: 16 },
    });
    const { file, hint } = await page.evaluate(async (text) => {
      const [passkey] = lab.made;
      if (!passkey) throw new Error('no passkey');
      const { wrapKey: _, credentialId, nonce, ...rest } = passkey;
      return {
        file: await lab.write(passkey, text),
        hint: { ...rest, credentialId: [...credentialId], nonce: [...nonce] },
      };
    }, TEXT);
    const read = (where: Page) =>
      where.evaluate(
        (text, { credentialId, nonce, ...rest }) =>
          lab.settle(() =>
            lab.read(text, [{ ...rest, credentialId: new Uint8Array(credentialId), nonce: new Uint8Array(nonce) }]),
          ),
        file,
        hint,
      );

    const otherTab = await browser.open((empty) => authenticator.install(empty));
    expect(await read(otherTab)).toEqual({ ok: true, value: TEXT });
    authenticator.misbehaviour = { wrongAnswer: true };
    expect(await read(otherTab)).toMatchObject({ error: { code: 'PASSKEY_WRONG_ANSWER' } });

    const restarted = await launch(folder);
    try {
      const saved = new SoftwareAuthenticator(JSON.parse(JSON.stringify(authenticator)));
      expect(await read(await restarted.open((empty) => saved.install(empty)))).toEqual({ ok: true, value: TEXT });
      const empty = new SoftwareAuthenticator();
      expect(await read(await restarted.open((tab) => empty.install(tab)))).toMatchObject({
        error: { code: 'PASSKEY_CANCELLED' },
      });
    } finally {
      await restarted.close();
    }
  });

  it('can be read by the age-encryption package', async () => {
    const authenticator = new SoftwareAuthenticator();
    const page = await browser.open((empty) => authenticator.install(empty));
    await create(page);
    const read = await page.evaluate(async (text) => {
      const [passkey] = lab.made;
      if (!passkey) throw new Error('no passkey');
      return await lab.readWithAge(await lab.write(passkey, text), null);
    }, TEXT);
    expect(read).toBe(TEXT);
  });
});
