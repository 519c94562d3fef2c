import { type Bytes, concat, utf8 } from '@/utils/bytes';

/** A file for a tar. */
export interface MadeMember {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** Default '0', a file. */
  readonly type?: string;
  readonly prefix?: string;
  /** What the header says, instead of what is so: digits, or bytes. */
  readonly size?: string | Uint8Array;
  /** GNU's mark instead of the one of POSIX. */
  readonly gnu?: boolean;
}

/** One record of a pax header. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = utf8(rest).length;
  while (`${length}`.length + utf8(rest).length !== length) length = `${length}`.length + utf8(rest).length;
  return `${length}${rest}`;
}

/** A tar of these. Source of the fields: POSIX.1-2017, pax, "ustar Interchange Format". */
export function makeTar(members: readonly MadeMember[]): Bytes {
  return concat([...members.flatMap(made), new Uint8Array(1024)]);
}

function made({ name, content = '', type = '0', prefix = '', size, gnu = false }: MadeMember): Bytes[] {
  const data = typeof content === 'string' ? utf8(content) : content;
  const header = new Uint8Array(512);
  const put = (at: number, value: string | Uint8Array) =>
    header.set(typeof value === 'string' ? utf8(value) : value, at);
  put(0, utf8(name).subarray(0, 100));
  put(124, size ?? `${data.length.toString(8).padStart(11, '0')}\0`);
  put(148, '        ');
  put(156, type);
  put(257, gnu ? 'ustar  \0' : 'ustar\x0000');
  put(345, prefix);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return [header, concat([data, new Uint8Array((512 - (data.length % 512)) % 512)])];
}
