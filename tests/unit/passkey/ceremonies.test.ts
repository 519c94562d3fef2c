import { answerPasskey, createPasskey, signalForgotten } from '@/utils/passkey';
import { unwrapFileKey, wrapFileKey } from '@/utils/passkey/slot';
import type { NewPasskey, PasskeyHint } from '@/utils/passkey/types';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Misbehaviour, SoftwareAuthenticator } from '../../e2e/lib/software-authenticator';
import type { Request } from '../../e2e/lib/software-authenticator-messages';
import { replaceCredentials } from '../../e2e/lib/software-authenticator-page';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const ORIGIN = `chrome-extension://${ID}`;
const names = { userName: 'Passkeep', displayName: 'My messages' };
const never = new AbortController().signal;
const fileKey = new Uint8Array(16).fill(5);

/** What a browser would give an extension page, with `authenticator` as its only one. */
function standIn(authenticator: SoftwareAuthenticator): void {
  vi.stubGlobal('location', { origin: ORIGIN, hostname: ID });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('PublicKeyCredential', function PublicKeyCredential() {});
  vi.stubGlobal('answerCeremony', async (request: Request) => authenticator.answer(structuredClone(request)));
  replaceCredentials('answerCeremony');
}

/** Has the PRF's results come in another shape than the ArrayBuffers that the stand-in gives. */
function giveResultsAs(shape: (bytes: Uint8Array<ArrayBuffer>) => unknown): void {
  for (const kind of ['create', 'get'] as const) {
    const real = navigator.credentials[kind].bind(navigator.credentials) as (options: object) => Promise<Credential>;
    vi.spyOn(navigator.credentials, kind).mockImplementation(async (options = {}) => {
      const credential = (await real(options)) as PublicKeyCredential;
      const { prf } = credential.getClientExtensionResults();
      const { first, second } = prf?.results ?? {};
      if (!(first instanceof ArrayBuffer && second instanceof ArrayBuffer)) throw new Error('no results to reshape');
      const results = { first: shape(new Uint8Array(first)), second: shape(new Uint8Array(second)) };
      return Object.create(credential, { getClientExtensionResults: { value: () => ({ prf: { ...prf, results } }) } });
    });
  }
}

const descriptor = ({ credentialId }: PasskeyHint) => ({ type: 'public-key' as const, id: credentialId });

let authenticator: SoftwareAuthenticator;
beforeEach(() => {
  authenticator = new SoftwareAuthenticator();
  standIn(authenticator);
});
afterEach(() => vi.unstubAllGlobals());

const held = () => authenticator.toJSON().credentials.length;
const asked = () => authenticator.requests.map(({ kind }) => kind).join(' ');

describe('making a passkey', () => {
  it('asks it once more, and names it fully', async () => {
    const made = await createPasskey(names, never);
    expect(asked()).toBe('create get');
    expect(made).toMatchObject({
      rpId: ORIGIN,
      transports: ['hybrid', 'internal'],
      aaguid: '736f6674-7761-7265-2061-7574686e2121',
      backupEligible: true,
      backedUp: true,
    });
    expect(made.wrapKey).toBeInstanceOf(CryptoKey);
    expect(made.nonce).toHaveLength(16);
    expect(Buffer.from(made.credentialId).toString('base64url')).toBe(authenticator.toJSON().credentials[0]?.id);
    const [request] = authenticator.requested('create');
    expect(Buffer.from(request?.user.id ?? '', 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  it('asks it twice more where it answers at get() only, and takes arrays', async () => {
    authenticator.misbehaviour = { resultsOnlyAtGet: true, arrayResults: true };
    const made = await createPasskey(names, never);
    expect(asked()).toBe('create get get');
    expect(made.wrapKey).toBeInstanceOf(CryptoKey);
  });

  it('uses another user, challenge and nonce every time', async () => {
    const made = [await createPasskey(names, never), await createPasskey(names, never)];
    expect(new Set(made.map(({ nonce }) => Buffer.from(nonce).toString('hex'))).size).toBe(2);
    expect(new Set(authenticator.requested('create').map(({ user }) => user.id)).size).toBe(2);
    const all = authenticator.requests.map((request) => 'clientDataJSON' in request && request.clientDataJSON);
    expect(new Set(all).size).toBe(4);
  });

  it.each<[string, Misbehaviour, string]>([
    ['PASSKEY_NO_PRF', { noPrf: true }, 'create signal'],
    ['PASSKEY_NO_PRF_RESULT', { enabledWithoutResults: true }, 'create get signal'],
    ['PASSKEY_UNSTABLE', { differentAtGet: true }, 'create get signal'],
    ['PASSKEY_UNSTABLE', { unstable: true }, 'create get signal'],
    ['PASSKEY_UNSTABLE', { unstable: true, resultsOnlyAtGet: true }, 'create get get signal'],
    ['PASSKEY_NOT_VERIFIED', { userVerification: false }, 'create signal'],
    ['PASSKEY_UNKNOWN', { unknownCredential: true }, 'create get signal'],
    ['PASSKEY_CANCELLED', { cancel: true }, 'create'],
  ])('fails with %s for %o and gives the passkey up', async (code, misbehaviour, ceremonies) => {
    authenticator.misbehaviour = misbehaviour;
    await expect(createPasskey(names, never)).rejects.toMatchObject({ code });
    expect(asked()).toBe(ceremonies);
    const signals = authenticator.toJSON().credentials.map(({ id }) => ({
      kind: 'signal',
      name: 'signalUnknownCredential',
      options: { rpId: ID, credentialId: id },
    }));
    expect(authenticator.requested('signal')).toEqual(signals);

    // And the next one takes its place.
    authenticator.misbehaviour = {};
    const made = await createPasskey(names, never);
    const [credential, ...more] = authenticator.toJSON().credentials;
    expect(credential?.id).toBe(Buffer.from(made.credentialId).toString('base64url'));
    expect(more).toEqual([]);
  });

  it('gives it up when the user cancels what follows', async () => {
    const answer = authenticator.answer.bind(authenticator);
    vi.spyOn(authenticator, 'answer').mockImplementation((request) => {
      authenticator.misbehaviour = { cancel: request.kind === 'get' };
      return answer(request);
    });
    await expect(createPasskey(names, never)).rejects.toMatchObject({ code: 'PASSKEY_CANCELLED' });
    expect(asked()).toBe('create get signal');
  });

  it('is refused by an authenticator that holds a known one, which stays', async () => {
    const known = [await createPasskey(names, never)];
    await expect(createPasskey({ ...names, known }, never)).rejects.toMatchObject({
      code: 'PASSKEY_FAILED',
      detail: { reason: 'InvalidStateError' },
    });
    expect(held()).toBe(1);
  });
});

describe('answering with a passkey', () => {
  async function slotOf(hint: NewPasskey) {
    return await wrapFileKey(fileKey, hint.nonce, hint.wrapKey);
  }

  it('opens the slot of whichever passkey is at hand, in one ceremony', async () => {
    const elsewhere = new SoftwareAuthenticator();
    standIn(elsewhere);
    const first = await createPasskey(names, never);
    standIn(authenticator);
    const second = await createPasskey(names, never);
    authenticator.requests.length = 0;

    const answer = await answerPasskey([first, second], never);
    expect(answer.credentialId).toEqual(second.credentialId);
    expect(await unwrapFileKey(await slotOf(second), answer.wrapKey)).toEqual(fileKey);
    expect(asked()).toBe('get');
    const [request] = authenticator.requested('get');
    expect(request?.allowed).toHaveLength(2);
    expect(Object.keys(request?.prf?.evalByCredential ?? {})).toEqual(request?.allowed);

    standIn(elsewhere);
    const other = await answerPasskey([first, second], never);
    expect(await unwrapFileKey(await slotOf(first), other.wrapKey)).toEqual(fileKey);
  });

  it('works with the passkey as another device has it', async () => {
    const made = await createPasskey(names, never);
    standIn(new SoftwareAuthenticator(JSON.parse(JSON.stringify(authenticator))));
    const answer = await answerPasskey([made], never);
    expect(await unwrapFileKey(await slotOf(made), answer.wrapKey)).toEqual(fileKey);
  });

  it.each<[string, (bytes: Uint8Array<ArrayBuffer>) => unknown]>([
    ['an ArrayBuffer', (bytes) => bytes.buffer],
    ['a Uint8Array', (bytes) => bytes],
    ['a part of a larger array', (bytes) => Uint8Array.from([7, ...bytes, 7]).subarray(1, 33)],
    ['a DataView', (bytes) => new DataView(bytes.buffer)],
    ['numbers of 16 bits', (bytes) => new Uint16Array(bytes.buffer)],
    ['an array of numbers', (bytes) => [...bytes]],
  ])('takes results that come as %s, at both ceremonies', async (_, shape) => {
    giveResultsAs(shape);
    const made = await createPasskey(names, never);
    const answer = await answerPasskey([made], never);
    expect(await unwrapFileKey(await slotOf(made), answer.wrapKey)).toEqual(fileKey);
  });

  it('tells apart two passkeys with one user ID, by what each is called and not by the user', async () => {
    const made = [await createPasskey(names, never), await createPasskey(names, never)] as const;
    const { credentials, ...rest } = authenticator.toJSON();
    const userHandle = credentials[0]?.userHandle ?? '';
    standIn(new SoftwareAuthenticator({ ...rest, credentials: credentials.map((one) => ({ ...one, userHandle })) }));
    for (const passkey of made) {
      const other = made.find((one) => one !== passkey) ?? passkey;
      const answer = await answerPasskey([passkey], never);
      expect(answer.credentialId).toEqual(passkey.credentialId);
      expect(await unwrapFileKey(await slotOf(passkey), answer.wrapKey)).toEqual(fileKey);
      await expect(unwrapFileKey(await slotOf(other), answer.wrapKey)).rejects.toMatchObject({
        code: 'PASSKEY_WRONG_ANSWER',
      });
    }
  });

  it('never asks for a passkey that is not of the vault any more, and takes no answer of one', async () => {
    const removed = await createPasskey(names, never);
    const kept = await createPasskey(names, never);
    authenticator.requests.length = 0;
    expect((await answerPasskey([kept], never)).credentialId).toEqual(kept.credentialId);
    expect(authenticator.requested('get')[0]?.allowed).toHaveLength(1);
    // A manager that lets its user choose among all, whatever was asked for.
    const get = navigator.credentials.get.bind(navigator.credentials);
    vi.spyOn(navigator.credentials, 'get').mockImplementation(({ publicKey } = {}) =>
      get({ publicKey: { ...publicKey, challenge: new Uint8Array(32), allowCredentials: [descriptor(removed)] } }),
    );
    await expect(answerPasskey([kept], never)).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
  });

  it('gives a key that opens nothing when the passkey answers wrongly', async () => {
    const made = await createPasskey(names, never);
    authenticator.misbehaviour = { wrongAnswer: true };
    const answer = await answerPasskey([made], never);
    await expect(unwrapFileKey(await slotOf(made), answer.wrapKey)).rejects.toMatchObject({
      code: 'PASSKEY_WRONG_ANSWER',
    });
  });

  it.each<[string, Misbehaviour]>([
    ['PASSKEY_CANCELLED', { cancel: true }],
    ['PASSKEY_NOT_VERIFIED', { userVerification: false }],
    ['PASSKEY_NO_PRF_RESULT', { enabledWithoutResults: true }],
    ['PASSKEY_UNKNOWN', { unknownCredential: true }],
  ])('fails with %s for %o and keeps the passkey', async (code, misbehaviour) => {
    const made = await createPasskey(names, never);
    authenticator.misbehaviour = misbehaviour;
    await expect(answerPasskey([made], never)).rejects.toMatchObject({ code });
    expect(held()).toBe(1);
  });

  it('asks only for passkeys of this origin, within bounds, each once, and 64 at most', async () => {
    const made = await createPasskey(names, never);
    authenticator.requests.length = 0;
    const hostile: PasskeyHint[] = [
      { ...made, rpId: 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba' },
      { ...made, rpId: ID },
      { ...made, nonce: new Uint8Array(15) },
      { ...made, credentialId: new Uint8Array(0) },
      { ...made, credentialId: new Uint8Array(1024) },
    ];
    await expect(answerPasskey([], never)).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
    await expect(answerPasskey(hostile, never)).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
    expect(asked()).toBe('');

    const others = Array.from({ length: 100 }, (_, i) => ({ ...made, credentialId: new Uint8Array([1, i]) }));
    const again = { ...made, nonce: new Uint8Array(16) };
    const answer = await answerPasskey([...hostile, made, again, ...others], never);
    expect(await unwrapFileKey(await slotOf(made), answer.wrapKey)).toEqual(fileKey);
    const [request] = authenticator.requested('get');
    expect(request?.allowed).toHaveLength(64);
    expect(new Set(request?.allowed).size).toBe(64);
  });
});

describe('a ceremony', () => {
  it('is not begun when it is already aborted, and ends at once when it is', async () => {
    const made = await createPasskey(names, never);
    authenticator.requests.length = 0;
    await expect(answerPasskey([made], AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(asked()).toBe('');

    authenticator.misbehaviour = { silent: true };
    const abort = new AbortController();
    const answer = answerPasskey([made], abort.signal);
    await vi.waitUntil(() => authenticator.requests.length === 1);
    abort.abort();
    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it.each([
    ['PASSKEY_CANCELLED', 299_000],
    ['PASSKEY_TIMEOUT', 300_000],
    ['PASSKEY_TIMEOUT', 420_000],
  ])('is %s when the browser gives it up after %i ms, of the five minutes that it was told', async (code, passed) => {
    const made = await createPasskey(names, never);
    const told: unknown[] = [];
    for (const kind of ['create', 'get'] as const)
      vi.spyOn(navigator.credentials, kind).mockImplementation(async (options = {}) => {
        told.push((options as CredentialCreationOptions).publicKey?.timeout);
        const now = performance.now();
        vi.spyOn(performance, 'now').mockReturnValue(now + passed);
        throw new DOMException('The operation either timed out or was not allowed.', 'NotAllowedError');
      });
    try {
      await expect(answerPasskey([made], never)).rejects.toMatchObject({ code });
      await expect(createPasskey(names, never)).rejects.toMatchObject({ code });
      expect(told).toEqual([300_000, 300_000]);
    } finally {
      vi.mocked(performance.now).mockRestore();
    }
  });

  it('gives way to the next one', async () => {
    const made = await createPasskey(names, never);
    authenticator.misbehaviour = { silent: true };
    authenticator.requests.length = 0;
    const outcome = answerPasskey([made], never).catch((thrown: unknown) => thrown);
    await vi.waitUntil(() => authenticator.requests.length === 1);
    authenticator.misbehaviour = {};
    expect(await answerPasskey([made], never)).toHaveProperty('wrapKey');
    expect(await outcome).toMatchObject({ code: 'CANCELLED' });
  });

  it('is unsupported where there is no WebAuthn', async () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    await expect(createPasskey(names, never)).rejects.toMatchObject({ code: 'PASSKEY_UNSUPPORTED' });
    await expect(signalForgotten(new Uint8Array(32))).resolves.toBeUndefined();
  });

  it.each([
    ['NotSupportedError', 'PASSKEY_UNSUPPORTED'],
    ['ConstraintError', 'PASSKEY_UNSUPPORTED'],
    ['SecurityError', 'PASSKEY_UNSUPPORTED'],
    ['NotAllowedError', 'PASSKEY_CANCELLED'],
    ['AbortError', 'CANCELLED'],
    ['UnknownError', 'PASSKEY_FAILED'],
    ['InvalidStateError', 'PASSKEY_FAILED'],
  ])('turns %s into %s', async (name, code) => {
    vi.spyOn(authenticator, 'answer').mockReturnValue({ error: name });
    await expect(createPasskey(names, never)).rejects.toMatchObject({ code });
  });
});
