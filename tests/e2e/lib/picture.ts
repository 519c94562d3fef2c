import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** A PNG of noise, the same one for the same seed: 8 bits of grey, as RFC 2083 has it. */
export function pictureOf(seed: string, side: number): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  size.writeUInt8(8, 8);
  const rows = Buffer.alloc(side * (side + 1));
  let noise = createHash('sha256').update(seed).digest();
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (column % 32 === 0) noise = createHash('sha256').update(noise).digest();
      rows[row * (side + 1) + column + 1] = noise[column % 32] as number;
    }
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', size), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
