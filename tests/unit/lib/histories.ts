import { type Bytes, utf8 } from '@/utils/bytes';
import { noise } from './bytes';

/** How somebody writes. */
export interface Style {
  /** Two with different words have no word in common but by chance. */
  readonly words: number;
  /** Words of a message, from and to. */
  readonly length: readonly [number, number];
  /** Part of the words that no compressor knows, as those in addresses of pages: from 0 to 1. */
  readonly dense: number;
}

const VOCABULARY = 2000;

/** A source of random numbers from 0 to 1, the same for the same seed. */
export function dice(seed: number): () => number {
  const bytes = noise(1 << 16, seed + 1);
  const view = new DataView(bytes.buffer);
  // Each round through the numbers another one is taken off: they do not repeat.
  let [at, shift] = [0, seed >>> 0];
  return () => {
    if (at + 4 > bytes.length) [at, shift] = [0, (shift * 1664525 + 1013904223) >>> 0];
    at += 4;
    return ((view.getUint32(at - 4) ^ shift) >>> 0) / 2 ** 32;
  };
}

function word(roll: () => number): string {
  const letters = 2 + Math.floor(roll() * 9);
  return Array.from({ length: letters }, () => 'etaoinshrdlucmfwypvbgkjqxz'[Math.floor(26 * roll() ** 2)]).join('');
}

/** A messenger's history of so many bytes, a message to a line. */
export function history(seed: number, { words, length, dense }: Style, bytes: number): Bytes {
  const vocabulary = Array.from(
    { length: VOCABULARY },
    (
      (roll) => () =>
        word(roll)
    )(dice(words * 7919)),
  );
  const roll = dice(seed);
  // A few words are used often, most of them seldom.
  const next = () =>
    roll() < dense ? Math.floor(roll() * 36 ** 8).toString(36) : vocabulary[Math.floor(VOCABULARY * roll() ** 3)];
  const lines: string[] = [];
  let at = new Date('2020-01-01T08:00:00Z').getTime() + seed * 1e7;
  for (let size = 0; size < bytes;) {
    at += Math.floor(roll() ** 3 * 20_000_000);
    const said = Array.from({ length: length[0] + Math.floor(roll() * (length[1] - length[0])) }, next).join(' ');
    const line = `[${new Date(at).toISOString().slice(0, 19)}] ${roll() < 0.5 ? 'Anna' : 'Ben'}: ${said}`;
    lines.push(line);
    size += line.length + 1;
  }
  return utf8(lines.join('\n')).slice(0, bytes);
}
