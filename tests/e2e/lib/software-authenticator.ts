import {
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { attestationObject, authenticatorData } from './software-authenticator-data';
import type {
  CreateRequest,
  GetRequest,
  PrfAnswer,
  PrfRequest,
  PrfValues,
  Reply,
  Request,
} from './software-authenticator-messages';
import { replaceCredentials } from './software-authenticator-page';
import { evaluatePrf } from './software-authenticator-prf';

/** What a software authenticator does wrong. All of it can be changed between two ceremonies. */
export interface Misbehaviour {
  /** Knows no PRF: `enabled` is false. */
  noPrf?: boolean;
  /** Says `enabled`, and never gives results. */
  enabledWithoutResults?: boolean;
  /** Gives results at get() only: allowed, and usual. */
  resultsOnlyAtGet?: boolean;
  /** Results at create() are not those at get(). */
  differentAtGet?: boolean;
  /** Results differ every time. */
  unstable?: boolean;
  /** Results are arrays of numbers, as 1Password gives them. */
  arrayResults?: boolean;
  /** False: answers without having verified the user. */
  userVerification?: boolean;
  /** The user cancels, the time runs out, the fingerprint is wrong: NotAllowedError. At one kind of ceremony, or at all. */
  cancel?: boolean | 'create' | 'get';
  /** Never answers; the page can abort. At one kind of ceremony, or at all. */
  silent?: boolean | 'create' | 'get';
  /** Answers get() with a passkey that was not asked for. */
  unknownCredential?: boolean;
  /** Answers for its passkeys with another secret than theirs. */
  wrongAnswer?: boolean;
}

/** An authenticator as plain JSON: what a password manager would sync. */
export interface SavedAuthenticator {
  /** Base64url. */
  readonly aaguid: string;
  readonly synced: boolean;
  readonly credentials: readonly SavedCredential[];
}

/** One passkey. Bytes are base64url; the private key is PKCS#8. */
export interface SavedCredential {
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: string;
  readonly userName: string;
  readonly credRandom: string;
  readonly privateKey: string;
  readonly counter: number;
}

interface Credential extends Omit<SavedCredential, 'privateKey'> {
  readonly privateKey: KeyObject;
  counter: number;
}

const ES256 = -7;

/**
 * An authenticator with PRF, in Node, for what CDP's virtual one cannot do: another tab, a browser started again, a second
 * device, odd manners. It stands in at the WebAuthn call, so the browser's own part is not under test.
 */
export class SoftwareAuthenticator {
  misbehaviour: Misbehaviour = {};
  /** What the page asked, in its order. */
  readonly requests: Request[] = [];
  readonly #aaguid: string;
  readonly #synced: boolean;
  readonly #credentials: Credential[];

  constructor(saved: Partial<SavedAuthenticator> = {}) {
    this.#aaguid = saved.aaguid ?? Buffer.from('software authn!!').toString('base64url');
    this.#synced = saved.synced ?? true;
    this.#credentials = (saved.credentials ?? []).map((credential) => ({
      ...credential,
      privateKey: createPrivateKey({ key: fromText(credential.privateKey), format: 'der', type: 'pkcs8' }),
    }));
  }

  toJSON(): SavedAuthenticator {
    const credentials = this.#credentials.map((credential) => ({
      ...credential,
      privateKey: toText(credential.privateKey.export({ format: 'der', type: 'pkcs8' })),
    }));
    return { aaguid: this.#aaguid, synced: this.#synced, credentials };
  }

  /** The requests of one kind. */
  requested<K extends Request['kind']>(kind: K): Extract<Request, { kind: K }>[] {
    return this.requests.filter((request): request is Extract<Request, { kind: K }> => request.kind === kind);
  }

  /** Takes the place of the platform's authenticators in every document that the page loads from now on. */
  async install(page: Page): Promise<void> {
    const binding = 'softwareAuthenticator';
    await page.exposeFunction(binding, (request: Request) => this.answer(request));
    await page.evaluateOnNewDocument(replaceCredentials, binding);
  }

  /** What {@link install} connects the page to. */
  answer(request: Request): Reply {
    this.requests.push(request);
    // Only recorded: Chromium passes nothing on of what an extension signals.
    if (request.kind === 'signal') return { done: true };
    const { silent, cancel } = this.misbehaviour;
    if (silent === true || silent === request.kind) return { silent: true };
    if (cancel === true || cancel === request.kind) return { error: 'NotAllowedError' };
    return request.kind === 'create' ? this.#create(request) : this.#get(request);
  }

  #create(request: CreateRequest): Reply {
    if (!request.algorithms.includes(ES256)) return { error: 'NotSupportedError' };
    if (this.#credentials.some(({ id }) => request.excluded.includes(id))) return { error: 'InvalidStateError' };
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const credential: Credential = {
      id: toText(randomBytes(32)),
      rpId: request.origin,
      userHandle: request.user.id,
      userName: request.user.name,
      credRandom: toText(randomBytes(32)),
      privateKey,
      counter: 0,
    };
    const sameUser = this.#credentials.findIndex(
      ({ rpId, userHandle }) => rpId === credential.rpId && userHandle === credential.userHandle,
    );
    if (sameUser >= 0) this.#credentials.splice(sameUser, 1);
    this.#credentials.push(credential);
    const attested = { aaguid: fromText(this.#aaguid), credentialId: fromText(credential.id), publicKey };
    const data = authenticatorData({ ...this.#fields(credential), attested });
    return {
      create: {
        id: credential.id,
        authenticatorData: toText(data),
        attestationObject: toText(attestationObject(data)),
        publicKey: toText(createPublicKey(privateKey).export({ format: 'der', type: 'spki' })),
        prf: request.prf && this.#prfAtCreation(credential, request.prf),
      },
    };
  }

  #get(request: GetRequest): Reply {
    const asked = ({ id, rpId }: Credential) =>
      rpId === request.origin && (request.allowed.length === 0 || request.allowed.includes(id));
    const credential = this.#credentials.find(asked);
    if (!credential) return { error: 'NotAllowedError' };
    credential.counter++;
    const data = authenticatorData(this.#fields(credential));
    const signed = Buffer.concat([data, createHash('sha256').update(fromText(request.clientDataJSON)).digest()]);
    return {
      get: {
        id: this.misbehaviour.unknownCredential ? toText(randomBytes(32)) : credential.id,
        authenticatorData: toText(data),
        signature: toText(sign('sha256', signed, credential.privateKey)),
        userHandle: credential.userHandle,
        prf: request.prf && this.#prfAtAssertion(credential, request.prf),
      },
    };
  }

  #fields({ rpId, counter }: Credential) {
    return { rpId, counter, userVerified: this.misbehaviour.userVerification ?? true, synced: this.#synced };
  }

  #prfAtCreation(credential: Credential, prf: PrfRequest): PrfAnswer {
    const { noPrf, enabledWithoutResults, resultsOnlyAtGet, differentAtGet, arrayResults = false } = this.misbehaviour;
    if (noPrf) return { enabled: false, asArrays: false };
    if (enabledWithoutResults || resultsOnlyAtGet || !prf.eval) return { enabled: true, asArrays: false };
    const results = this.#evaluate(credential, prf.eval, differentAtGet ?? false);
    return { enabled: true, results, asArrays: arrayResults };
  }

  #prfAtAssertion(credential: Credential, prf: PrfRequest): PrfAnswer {
    const { noPrf, enabledWithoutResults, wrongAnswer = false, arrayResults = false } = this.misbehaviour;
    const inputs = prf.evalByCredential[credential.id] ?? prf.eval;
    if (noPrf || enabledWithoutResults || !inputs) return { asArrays: false };
    return { results: this.#evaluate(credential, inputs, wrongAnswer), asArrays: arrayResults };
  }

  #evaluate(credential: Credential, { first, second }: PrfValues, otherSecret: boolean): PrfValues {
    const own = otherSecret
      ? createHash('sha256').update(credential.credRandom).digest()
      : fromText(credential.credRandom);
    const secret = this.misbehaviour.unstable ? randomBytes(32) : own;
    const give = (input: string) => toText(evaluatePrf(secret, fromText(input)));
    return { first: give(first), second: second === null ? null : give(second) };
  }
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function fromText(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}
