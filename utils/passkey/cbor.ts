import { type Bytes, concat, fromUtf8, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

// The few kinds of CBOR (RFC 8949) that an identity line uses: unsigned integers, byte strings, text strings and arrays
// of them, with arguments of up to 16 bits in their shortest form, as CTAP2 demands.
const UINT = 0;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;

/** Unsigned integer, 0 to 65535. */
export function encodeUint(value: number): Uint8Array {
  return head(UINT, value);
}

/** Byte string of up to 65535 bytes. */
export function encodeBytes(bytes: Uint8Array): Uint8Array {
  return concat([head(BYTES, bytes.length), bytes]);
}

/** Text string of up to 65535 bytes of UTF-8. */
export function encodeText(text: string): Uint8Array {
  const bytes = utf8(text);
  return concat([head(TEXT, bytes.length), bytes]);
}

/** Array of text strings. */
export function encodeTexts(texts: readonly string[]): Uint8Array {
  return concat([head(ARRAY, texts.length), ...texts.map(encodeText)]);
}

/** Reads items one after the other. Each method throws PasskeepError DAMAGED where the next item is not what it asks. */
export class CborReader {
  readonly #data: Uint8Array;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  uint(): number {
    return this.#head(UINT);
  }

  /** A byte string of at most `max` bytes, as a copy. */
  bytes(max: number): Bytes {
    return this.#take(this.#head(BYTES), max);
  }

  /** A text string of at most `max` bytes of UTF-8. */
  text(max: number): string {
    const bytes = this.#take(this.#head(TEXT), max);
    try {
      return fromUtf8(bytes);
    } catch (cause) {
      throw new PasskeepError('DAMAGED', { cause });
    }
  }

  /** An array of at most `maxItems` text strings of at most `max` bytes each. */
  texts(maxItems: number, max: number): string[] {
    const items = this.#head(ARRAY);
    if (items > maxItems) throw new PasskeepError('DAMAGED');
    return Array.from({ length: items }, () => this.text(max));
  }

  /** Nothing may follow. */
  end(): void {
    if (this.#at !== this.#data.length) throw new PasskeepError('DAMAGED');
  }

  #head(major: number): number {
    const first = this.#byte();
    const minor = first & 0x1f;
    if (first >> 5 !== major) throw new PasskeepError('DAMAGED');
    if (minor < 24) return minor;
    const value = minor === 24 ? this.#byte() : minor === 25 ? this.#byte() * 256 + this.#byte() : -1;
    if (value < (minor === 24 ? 24 : 256)) throw new PasskeepError('DAMAGED');
    return value;
  }

  #byte(): number {
    const byte = this.#data[this.#at++];
    if (byte === undefined) throw new PasskeepError('DAMAGED');
    return byte;
  }

  #take(length: number, max: number): Bytes {
    if (length > max || length > this.#data.length - this.#at) throw new PasskeepError('DAMAGED');
    const taken = new Uint8Array(this.#data.subarray(this.#at, this.#at + length));
    this.#at += length;
    return taken;
  }
}

function head(major: number, value: number): Uint8Array {
  if (value > 0xffff) throw new RangeError('CBOR argument');
  if (value < 24) return Uint8Array.of((major << 5) | value);
  if (value < 256) return Uint8Array.of((major << 5) | 24, value);
  return Uint8Array.of((major << 5) | 25, value >> 8, value & 0xff);
}
