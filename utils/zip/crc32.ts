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
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length - (bytes.length % 8);
  let state = ~crc;
  let at = 0;
  for (; at < whole; at += 8) {
    const low = state ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    state =
      later(7, low) ^
      later(6, low >>> 8) ^
      later(5, low >>> 16) ^
      later(4, low >>> 24) ^
      later(3, high) ^
      later(2, high >>> 8) ^
      later(1, high >>> 16) ^
      later(0, high >>> 24);
  }
  for (; at < bytes.length; at++) state = (state >>> 8) ^ later(0, state ^ view.getUint8(at));
  return ~state >>> 0;
}

function later(slice: number, byte: number): number {
  return TABLES[slice * 256 + (byte & 0xff)] as number;
}
