import { type Bytes, concat, utf8 } from '@/utils/bytes';
import { crc32 } from '@/utils/zip/crc32';
import { deflateRawSync } from 'node:zlib';

/** A file for a zip that is written as told, right or wrong. Source of the fields: PKWARE, APPNOTE.TXT 6.3.10, 4.3 to 4.5. */
export interface MadeEntry {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  /** Packed bytes, instead of the packed content. */
  readonly packed?: Uint8Array;
  /** 8 deflates; default 0. */
  readonly method?: number;
  /** Bits of the flags; default: names are UTF-8. */
  readonly flags?: number;
  /** What the records say, instead of what is so. */
  readonly size?: number;
  readonly packedSize?: number;
  readonly crc?: number;
  readonly offset?: number;
  /** Sizes and the sum stand after the data, as where they were not known before. */
  readonly descriptor?: boolean;
  /** Sizes and place stand in 64-bit fields. */
  readonly zip64?: boolean;
  /** Extra fields for the directory. */
  readonly extra?: Uint8Array;
  /** System that made it, and its attributes. */
  readonly attributes?: number;
}

const u16 = (value: number) => Uint8Array.of(value, value >>> 8);
const u32 = (value: number) => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
const u64 = (value: number) => concat([u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32))]);
const IN_ZIP64 = 0xffffffff;
const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? utf8(content) : content);

/** An extra field. */
function extraField(id: number, data: Uint8Array): Bytes {
  return concat([u16(id), u16(data.length), data]);
}

/** Info-ZIP's field with a name in UTF-8, for a name in another encoding. */
export function unicodePath(name: string, raw: Uint8Array): Bytes {
  return extraField(0x7075, concat([Uint8Array.of(1), u32(crc32(raw)), utf8(name)]));
}

/** A zip of these files. `disks`: what its end says of the number of its last volume. */
export function makeZip(entries: readonly MadeEntry[], { disks = 0, comment = '' } = {}): Bytes {
  const parts: Bytes[] = [];
  const records: Bytes[] = [];
  let length = 0;
  for (const entry of entries) {
    const made = makeEntry(entry, length);
    parts.push(made.local);
    records.push(made.record);
    length += made.local.length;
  }
  const directory = concat(records);
  return concat([
    ...parts,
    directory,
    u32(0x06054b50),
    u16(disks),
    u16(disks),
    u16(entries.length),
    u16(entries.length),
    u32(directory.length),
    u32(length),
    u16(comment.length),
    utf8(comment),
  ]);
}

function makeEntry(entry: MadeEntry, place: number): { local: Bytes; record: Bytes } {
  const { method = 0, flags = 0x800, descriptor = false, zip64 = false, extra = new Uint8Array() } = entry;
  const name = bytesOf(entry.name);
  const content = bytesOf(entry.content);
  const data = entry.packed ?? (method === 8 ? new Uint8Array(deflateRawSync(content)) : content);
  const { size = content.length, packedSize = data.length, crc = crc32(content), offset = place } = entry;
  const bits = flags | (descriptor ? 8 : 0);
  const numbers = zip64 ? [IN_ZIP64, IN_ZIP64, IN_ZIP64] : [packedSize, size, offset];
  const long = zip64 ? extraField(1, concat([u64(size), u64(packedSize), u64(offset)])) : new Uint8Array();
  const about = (known: boolean) => [
    ...[20, bits, method, 0, 0x21].map(u16),
    u32(known ? crc : 0),
    u32(known ? (numbers[0] as number) : 0),
    u32(known ? (numbers[1] as number) : 0),
    u16(name.length),
  ];
  const localLong = zip64 ? extraField(1, concat([u64(size), u64(packedSize)])) : new Uint8Array();
  const after = descriptor ? [u32(0x08074b50), u32(crc), u32(packedSize), u32(size)] : [];
  return {
    local: concat([u32(0x04034b50), ...about(!descriptor), u16(localLong.length), name, localLong, data, ...after]),
    record: concat([
      u32(0x02014b50),
      u16(0x314),
      ...about(true),
      u16(long.length + extra.length),
      ...[0, 0, 0].map(u16),
      u32(entry.attributes ?? 0o100644 * 2 ** 16),
      u32(numbers[2] as number),
      name,
      long,
      extra,
    ]),
  };
}
