import { type Bytes, concat, utf8 } from '@/utils/bytes';

/**
 * The records of a zip of stored (uncompressed) files. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 to 4.5; for the
 * times, Info-ZIP's extra field 5455 ("extended timestamp"). Numbers are little-endian.
 */
export interface ZipEntry {
  /** Parts joined by `/`; at most 65,535 bytes of UTF-8. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** An entry that is in the zip. */
export interface WrittenEntry extends ZipEntry {
  readonly crc: number;
  /** Where its local header is, from the start of the zip. Bytes. */
  readonly offset: number;
}

/** In a 32-bit or a 16-bit field: the number stands in the 64-bit one. */
const IN_ZIP64 = 0xffffffff;
const MANY = 0xffff;
const VERSION = 20;
const VERSION_ZIP64 = 45;
/** Checksum and sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
/** A plain file that its owner may write and everybody read, as Unix has it. */
const UNIX_FILE = 0o100644;
const MADE_ON_UNIX = 3 << 8;

const NOTHING = new Uint8Array();

const u16 = (value: number) => Uint8Array.of(value, value >>> 8);
const u32 = (value: number) => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
const u64 = (value: number) => concat([u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32))]);
const isLarge = (value: number) => value >= IN_ZIP64;

/** What stands before an entry's data. */
export function localHeader(entry: ZipEntry): Bytes {
  const name = utf8(entry.path);
  const large = isLarge(entry.size);
  const extra = concat([large ? extraField(1, [u64(entry.size), u64(entry.size)]) : NOTHING, timeField(entry)]);
  return concat([
    u32(0x04034b50),
    u16(large ? VERSION_ZIP64 : VERSION),
    ...commonFields(entry),
    u32(0),
    u32(large ? IN_ZIP64 : 0),
    u32(large ? IN_ZIP64 : 0),
    u16(name.length),
    u16(extra.length),
    name,
    extra,
  ]);
}

/** What stands after an entry's data. */
export function dataDescriptor({ size, crc }: Pick<WrittenEntry, 'size' | 'crc'>): Bytes {
  const length = isLarge(size) ? u64(size) : u32(size);
  return concat([u32(0x08074b50), u32(crc), length, length]);
}

/** An entry's record in the directory at the end. */
export function directoryRecord(entry: WrittenEntry): Bytes {
  const { size, offset } = entry;
  const name = utf8(entry.path);
  const sizes = isLarge(size) ? [u64(size), u64(size)] : [];
  const offsets = isLarge(offset) ? [u64(offset)] : [];
  const large = [...sizes, ...offsets];
  const extra = concat([large.length > 0 ? extraField(1, large) : NOTHING, timeField(entry)]);
  const version = large.length > 0 ? VERSION_ZIP64 : VERSION;
  return concat([
    u32(0x02014b50),
    u16(MADE_ON_UNIX | version),
    u16(version),
    ...commonFields(entry),
    u32(entry.crc),
    u32(Math.min(size, IN_ZIP64)),
    u32(Math.min(size, IN_ZIP64)),
    u16(name.length),
    u16(extra.length),
    u16(0), // no comment
    u16(0), // first volume
    u16(0), // not known to be text
    u32(UNIX_FILE * 2 ** 16),
    u32(Math.min(offset, IN_ZIP64)),
    name,
    extra,
  ]);
}

/** What ends a zip whose directory of `count` records is `length` bytes and starts at `offset`. */
export function endRecords(count: number, length: number, offset: number): Bytes {
  const isZip64 = count >= MANY || isLarge(length) || isLarge(offset);
  const end = [
    u32(0x06054b50),
    u32(0), // first and only volume
    u16(Math.min(count, MANY)),
    u16(Math.min(count, MANY)),
    u32(Math.min(length, IN_ZIP64)),
    u32(Math.min(offset, IN_ZIP64)),
    u16(0), // no comment
  ];
  if (!isZip64) return concat(end);
  const end64 = [
    u32(0x06064b50),
    u64(44), // bytes of this record that follow
    u16(MADE_ON_UNIX | VERSION_ZIP64),
    u16(VERSION_ZIP64),
    u64(0), // first and only volume
    u64(count),
    u64(count),
    u64(length),
    u64(offset),
  ];
  const locator = [u32(0x07064b50), u32(0), u64(offset + length), u32(1)];
  return concat([...end64, ...locator, ...end]);
}

/** Flags, method (stored) and time: alike before the data and in the directory. */
function commonFields({ modifiedAt }: ZipEntry): Bytes[] {
  return [u16(FLAGS), u16(0), dosTime(modifiedAt)];
}

function extraField(id: number, parts: readonly Bytes[]): Bytes {
  const data = concat(parts);
  return concat([u16(id), u16(data.length), data]);
}

/** The exact second, where its 32 bits can hold it; the field before knows two-second steps of some local time. */
function timeField({ modifiedAt }: ZipEntry): Bytes {
  const seconds = Math.floor(modifiedAt / 1000);
  return seconds === (seconds | 0) ? extraField(0x5455, [Uint8Array.of(1), u32(seconds)]) : NOTHING;
}

/** Local time in MS-DOS's fields, from 1980 to 2107; what lies outside, or is no time, becomes the nearest or 1980. */
function dosTime(time: number): Bytes {
  const date = new Date(time);
  const year = date.getFullYear();
  if (!(year >= 1980)) return concat([u16(0), u16((1 << 5) | 1)]);
  if (year > 2107) return concat([u16(0xbf7d), u16(0xff9f)]);
  return concat([
    u16((date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1)),
    u16(((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate()),
  ]);
}
