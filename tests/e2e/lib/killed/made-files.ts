/** A file that can be made again, alike, wherever it is needed: bytes that nothing compresses. */
export interface MadeFile {
  readonly name: string;
  readonly seed: string;
  /** Bytes. */
  readonly size: number;
}

/** What a made file holds. Stands alone: it also runs in a page. */
export async function bytesOf({ seed, size }: MadeFile): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(seed));
  const key = await crypto.subtle.importKey('raw', digest, 'AES-CTR', false, ['encrypt']);
  const stream = { name: 'AES-CTR', counter: new Uint8Array(16), length: 64 };
  return new Uint8Array(await crypto.subtle.encrypt(stream, key, new Uint8Array(size)));
}
