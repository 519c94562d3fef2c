/** Tables of slicing-by-8: entry `slice * 256 + byte` is what `byte` does to the checksum `slice` bytes later. */
const TABLES = makeTables();

function makeTables(): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    tables[byte] = rest;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] as number;
    tables[at] = (before >>> 8) ^ (tables[before & 0xff] as number);
  }
  return tables;
}

/**
 * The CRC-32 that zip files use (ISO 3309; reflected polynomial edb88320), continued: `crc` is that of the bytes before,
 * 0 at the start. Against accidents, not against anybody. Eight bytes a step, after Kounavis and Berry, "A systematic
 * approach to building high performance software-based CRC generators", ISCC 2005.
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  const t = TABLES;
  const { length } = bytes;
  let state = ~crc;
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    // Within the length of `bytes` and of `t`: the assertions say so to the compiler.
    state ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    state =
      t[1792 + (state & 0xff)]! ^
      t[1536 + ((state >>> 8) & 0xff)]! ^
      t[1280 + ((state >>> 16) & 0xff)]! ^
      t[1024 + (state >>> 24)]! ^
      t[768 + bytes[at + 4]!]! ^
      t[512 + bytes[at + 5]!]! ^
      t[256 + bytes[at + 6]!]! ^
      t[bytes[at + 7]!]!;
  }
  for (; at < length; at++) state = (state >>> 8) ^ t[(state ^ bytes[at]!) & 0xff]!;
  return ~state >>> 0;
}
