import type { Bytes } from '@/utils/bytes';

/** Bytes of a file that were read and are not done with: grows only as far as one piece is long. */
export class Window {
  bytes: Bytes = new Uint8Array(2 ** 16);
  /** Index after the last byte. */
  end = 0;

  /** Adds a block, and forgets what is before `keep`. @returns by how much every index has become smaller */
  append(block: Bytes, keep: number): number {
    const kept = this.end - keep;
    const needed = kept + block.length;
    if (this.end + block.length > this.bytes.length) {
      // Moved only where that makes as much room as it moves: however small the blocks are, the work stays linear.
      const target = needed * 2 <= this.bytes.length ? this.bytes : new Uint8Array(needed * 2);
      target.set(this.bytes.subarray(keep, this.end));
      this.bytes = target;
    } else keep = 0;
    this.bytes.set(block, this.end - keep);
    this.end += block.length - keep;
    return keep;
  }
}
