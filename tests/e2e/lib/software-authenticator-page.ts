import type { CreateAnswer, GetAnswer, PrfAnswer, PrfRequest, Reply, Request } from './software-authenticator-messages';

/**
 * Puts the software authenticator in place of the platform's, in the page where it runs: navigator.credentials.create()
 * and get(), and the signal methods. It is sent to the page as text, so it may use nothing from outside itself.
 *
 * @param binding - name of the global function that takes a {@link Request} and resolves to a {@link Reply}.
 */
export function replaceCredentials(binding: string): void {
  const call = (request: Request): Promise<Reply> =>
    (globalThis as unknown as Record<string, (request: Request) => Promise<Reply>>)[binding]?.(request) ??
    Promise.reject(new Error('no software authenticator'));

  const toBytes = (source: BufferSource) =>
    source instanceof ArrayBuffer
      ? new Uint8Array(source)
      : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  const toText = (source: BufferSource) =>
    btoa(String.fromCharCode(...toBytes(source)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const toBuffer = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer;

  const clientData = (type: string, challenge: BufferSource) =>
    new TextEncoder().encode(
      JSON.stringify({ type, challenge: toText(challenge), origin: location.origin, crossOrigin: false }),
    );

  const toValues = (values: AuthenticationExtensionsPRFValues) => ({
    first: toText(values.first),
    second: values.second === undefined ? null : toText(values.second),
  });
  const toPrfRequest = (extensions: AuthenticationExtensionsClientInputs | undefined): PrfRequest | null =>
    extensions?.prf
      ? {
          eval: extensions.prf.eval ? toValues(extensions.prf.eval) : null,
          evalByCredential: Object.fromEntries(
            Object.entries(extensions.prf.evalByCredential ?? {}).map(([id, values]) => [id, toValues(values)]),
          ),
        }
      : null;
  const toPrfResults = ({ enabled, results, asArrays }: PrfAnswer) => {
    const give = (text: string) => (asArrays ? [...new Uint8Array(toBuffer(text))] : toBuffer(text));
    return {
      ...(enabled !== undefined && { enabled }),
      ...(results && {
        results: { first: give(results.first), ...(results.second !== null && { second: give(results.second) }) },
      }),
    };
  };

  const toCredential = (answer: CreateAnswer | GetAnswer, response: object) => {
    const extensions = answer.prf ? { prf: toPrfResults(answer.prf) } : {};
    return Object.create(PublicKeyCredential.prototype, {
      id: { value: answer.id },
      rawId: { value: toBuffer(answer.id) },
      type: { value: 'public-key' },
      authenticatorAttachment: { value: 'platform' },
      response: { value: response },
      getClientExtensionResults: { value: () => extensions },
    }) as PublicKeyCredential;
  };

  const answerOf = async (request: Request, signal: AbortSignal | undefined): Promise<Reply> => {
    signal?.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const reply = await Promise.race([call(request), aborted]);
    if ('silent' in reply) return aborted;
    if ('error' in reply) throw new DOMException('The software authenticator says no.', reply.error);
    return reply;
  };

  const create = async ({ publicKey, signal }: CredentialCreationOptions) => {
    if (!publicKey) throw new TypeError('publicKey');
    const clientDataJSON = clientData('webauthn.create', publicKey.challenge);
    const reply = await answerOf(
      {
        kind: 'create',
        origin: location.origin,
        clientDataJSON: toText(clientDataJSON),
        algorithms: publicKey.pubKeyCredParams.map(({ alg }) => alg),
        excluded: (publicKey.excludeCredentials ?? []).map(({ id }) => toText(id)),
        user: {
          id: toText(publicKey.user.id),
          name: publicKey.user.name,
          displayName: publicKey.user.displayName,
        },
        hints: (publicKey as { hints?: string[] }).hints ?? [],
        prf: toPrfRequest(publicKey.extensions),
      },
      signal,
    );
    if (!('create' in reply)) throw new TypeError('reply');
    const answer = reply.create;
    return toCredential(answer, {
      clientDataJSON: clientDataJSON.buffer,
      attestationObject: toBuffer(answer.attestationObject),
      getAuthenticatorData: () => toBuffer(answer.authenticatorData),
      getPublicKey: () => toBuffer(answer.publicKey),
      getPublicKeyAlgorithm: () => -7,
      getTransports: () => ['hybrid', 'internal'],
    });
  };

  const get = async ({ publicKey, signal }: CredentialRequestOptions) => {
    if (!publicKey) throw new TypeError('publicKey');
    const clientDataJSON = clientData('webauthn.get', publicKey.challenge);
    const reply = await answerOf(
      {
        kind: 'get',
        origin: location.origin,
        clientDataJSON: toText(clientDataJSON),
        allowed: (publicKey.allowCredentials ?? []).map(({ id }) => toText(id)),
        prf: toPrfRequest(publicKey.extensions),
      },
      signal,
    );
    if (!('get' in reply)) throw new TypeError('reply');
    const answer = reply.get;
    return toCredential(answer, {
      clientDataJSON: clientDataJSON.buffer,
      authenticatorData: toBuffer(answer.authenticatorData),
      signature: toBuffer(answer.signature),
      userHandle: toBuffer(answer.userHandle),
    });
  };

  Object.defineProperty(navigator, 'credentials', { configurable: true, value: { create, get } });
  for (const name of ['signalUnknownCredential', 'signalAllAcceptedCredentials', 'signalCurrentUserDetails'])
    Object.defineProperty(PublicKeyCredential, name, {
      configurable: true,
      value: async (options: Record<string, unknown>) => void (await call({ kind: 'signal', name, options })),
    });
}
