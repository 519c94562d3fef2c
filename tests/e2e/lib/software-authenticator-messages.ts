/** What the page's side and the Node side of the software authenticator say to each other. Bytes are base64url. */
export interface PrfRequest {
  readonly eval: PrfValues | null;
  readonly evalByCredential: Readonly<Record<string, PrfValues>>;
}

export interface PrfValues {
  readonly first: string;
  readonly second: string | null;
}

export interface CreateRequest {
  readonly kind: 'create';
  readonly origin: string;
  readonly clientDataJSON: string;
  readonly algorithms: readonly number[];
  readonly excluded: readonly string[];
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly hints: readonly string[];
  readonly prf: PrfRequest | null;
}

export interface GetRequest {
  readonly kind: 'get';
  readonly origin: string;
  readonly clientDataJSON: string;
  /** Empty: any credential of this origin. */
  readonly allowed: readonly string[];
  readonly prf: PrfRequest | null;
}

export interface SignalRequest {
  readonly kind: 'signal';
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export type Request = CreateRequest | GetRequest | SignalRequest;

export interface PrfAnswer {
  readonly enabled?: boolean;
  readonly results?: PrfValues;
  /** The results come as arrays of numbers. */
  readonly asArrays: boolean;
}

export interface CreateAnswer {
  readonly id: string;
  readonly authenticatorData: string;
  readonly attestationObject: string;
  /** SubjectPublicKeyInfo, ES256. */
  readonly publicKey: string;
  readonly prf: PrfAnswer | null;
}

export interface GetAnswer {
  readonly id: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle: string;
  readonly prf: PrfAnswer | null;
}

/** An error is a DOMException's name; `silent` leaves the ceremony open until the page aborts it. */
export type Reply =
  | { readonly create: CreateAnswer }
  | { readonly get: GetAnswer }
  | { readonly error: string }
  | { readonly silent: true }
  | { readonly done: true };
