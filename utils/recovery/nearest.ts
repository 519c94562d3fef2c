import { WORD_LIST } from './list';

/** A word that needs more changes than that is another one. */
const FARTHEST = 2;
const MOST = 3;
/** Letters that tell a word of the list from all others. */
const TELLING = 4;
/** The longest word of the list has eight letters. */
const LONGEST = 12;

/**
 * The words of the list that a mistyped word may stand for, the nearest first, at most three: those that need the fewest
 * letters changed, left out, added or swapped with their neighbour, and not more than two; and the one that begins with the
 * same four letters, which tell it from all others.
 */
export function nearestWords(typed: string): string[] {
  if (typed.length > LONGEST) return [];
  return WORD_LIST.map((word) => ({ word, steps: beginsAs(typed, word) ? 1 : distance(typed, word) }))
    .filter(({ word, steps }) => steps <= Math.min(FARTHEST, word.length - 2))
    .toSorted((a, b) => a.steps - b.steps || alike(typed, b.word) - alike(typed, a.word))
    .slice(0, MOST)
    .map(({ word }) => word);
}

function beginsAs(typed: string, word: string): boolean {
  return typed.length > TELLING && alike(typed, word) >= TELLING;
}

/** With how many letters both begin. */
function alike(a: string, b: string): number {
  const until = [...a].findIndex((letter, index) => letter !== b[index]);
  return until < 0 ? a.length : until;
}

/**
 * How many letters must be changed, left out, added or swapped with their neighbour to make one word of another. Source: the
 * optimal string alignment distance (Damerau, "A technique for computer detection and correction of spelling errors", 1964).
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      now[column] = Math.min(
        at(last, column) + 1,
        at(now, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Infinity,
      );
    }
    before = last;
    last = now;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number) => row[column] ?? Infinity;
