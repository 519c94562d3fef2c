import { fromUtf8 } from '@/utils/bytes';

/** A file in a tar. */
export interface TarEntry {
  readonly name: string;
  /** Where its bytes start, and how many there are. */
  readonly start: number;
  readonly size: number;
}

/**
 * Names and sizes in a tar's headers. Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block"; GNU tar
 * manual, "GNU tar and POSIX tar" (types L, and sizes of base 256).
 */
export class TarNames {
  /** What was said of the next file by a header of its own. */
  #name: string | null = null;
  #size: number | null = null;

  /** Bytes that follow a header; null for what is no number. */
  sizeOf(header: Uint8Array): number | null {
    if (this.#size !== null && !this.isAbout(header)) return this.#size;
    const field = header.subarray(124, 136);
    if (((field[0] as number) & 0x80) !== 0) {
      const size = field.subarray(1).reduce((number, byte) => number * 256 + byte, 0);
      return Number.isSafeInteger(size) ? size : null;
    }
    const digits = textOf(field).trim();
    return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : null;
  }

  /** Whether what follows a header is not a file but something about the next one. */
  isAbout(header: Uint8Array): boolean {
    return 'xLgK'.includes(typeOf(header));
  }

  /** Remembers what is said of the next file. */
  take(header: Uint8Array, data: Uint8Array): null {
    if (typeOf(header) === 'L') this.#name = textOf(data);
    else if (typeOf(header) === 'x')
      for (const [key, value] of attributesOf(data)) {
        if (key === 'path') this.#name = value;
        if (key === 'size' && /^\d{1,15}$/.test(value)) this.#size = Number(value);
      }
    return null;
  }

  /** The file that a header stands before; null for a folder, a link and the like. */
  entry(header: Uint8Array, start: number, size: number): TarEntry | null {
    const isPosix = header[262] === 0;
    const prefix = isPosix ? textOf(header.subarray(345, 500)) : '';
    const name = this.#name ?? [prefix, textOf(header.subarray(0, 100))].filter((part) => part !== '').join('/');
    [this.#name, this.#size] = [null, null];
    const isFile = '0\0'.includes(typeOf(header)) && !name.endsWith('/');
    return isFile ? { name, start, size } : null;
  }
}

function typeOf(header: Uint8Array): string {
  return String.fromCharCode(header[156] as number);
}

/** Text up to the first NUL: UTF-8, or else the bytes as they are. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end === -1 ? bytes : bytes.subarray(0, end);
  try {
    return fromUtf8(text);
  } catch {
    return new TextDecoder('latin1').decode(text);
  }
}

/** The records of a pax header, each `LENGTH KEY=VALUE` and a line feed, the length in bytes counting all of it. */
function* attributesOf(data: Uint8Array): Generator<readonly [string, string]> {
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(32, at);
    const length = space === -1 || space > at + 8 ? Number.NaN : Number(textOf(data.subarray(at, space)));
    if (!Number.isInteger(length) || at + length <= space || at + length > data.length) return;
    const record = textOf(data.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) yield [record.slice(0, equals), record.slice(equals + 1)];
    at += length;
  }
}
