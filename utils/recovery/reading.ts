import { GROUP_LENGTH } from './digits';

/** One word, or one group of digits, in a text that a person typed. */
export interface Part {
  /** From 1. */
  readonly place: number;
  /** As it counts: lower case, without accents and other signs. */
  readonly text: string;
  /** Where it stands in the typed text, in UTF-16 units: the first, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** A typed text, taken apart. */
export interface Reading {
  readonly form: 'words' | 'digits';
  /** Words; or groups, of which the last one may have fewer than five digits. */
  readonly parts: readonly Part[];
}

type Token = Omit<Part, 'place'>;

/** Letters and digits in one; with them the marks and invisible signs that a paste may carry within a word. */
const TOKENS = /[\p{L}\p{N}\p{M}\u00ad\u200c-\u200f\u2060\ufeff]+/gu;

/**
 * Takes apart recovery words, or their digits, as a person types or pastes them:
 * - Case, accents, full width and the like do not count, nor what stands between the words: blanks, lines, commas.
 * - Where letters outnumber digits they are words: numbers are those of a list and are left out (`1. word`, `1word`).
 * - Otherwise they are digits, whatever their spacing, of any script; every five are a group. A number of one or two digits is that of
 *   a list, and left out, where it is the number of the group that begins there and is followed by a full stop, a bracket or a
 *   colon, or by five digits in one (`3. 04215`, `3 04215`). Words without a digit are labels, and left out.
 */
export function readTyped(typed: string): Reading {
  const tokens = [...typed.matchAll(TOKENS)].flatMap(({ 0: raw, index }) => {
    const text = plain(raw);
    return text === '' ? [] : [{ text, start: index, end: index + raw.length }];
  });
  const all = tokens.map(({ text }) => text).join('');
  const digits = all.replaceAll(/[^0-9]/g, '').length;
  if (digits > all.length - digits) return { form: 'digits', parts: groups(typed, tokens) };
  const words = tokens.flatMap((token) => withoutNumber(typed, token));
  return { form: 'words', parts: words.map((token, index) => ({ ...token, place: index + 1 })) };
}

function plain(raw: string): string {
  const letters = raw.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '');
  return letters.toLowerCase().replaceAll(/\p{Nd}/gu, decimal);
}

/** Unicode keeps the decimal digits of each script in a row, from zero to nine. */
function decimal(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/** The token without the number of a list before or after it; nothing where it is only that. */
function withoutNumber(typed: string, { start, end }: Token): Token[] {
  const raw = typed.slice(start, end);
  const before = /^\p{N}*/u.exec(raw)?.[0].length ?? 0;
  const bare = raw.slice(before).replace(/\p{N}+$/u, '');
  return bare === '' ? [] : [{ text: plain(bare), start: start + before, end: start + before + bare.length }];
}

function groups(typed: string, tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  const runs = tokens.filter(({ text }) => /[0-9]/.test(text));
  runs.forEach((run, index) => {
    if (startsGroup(parts) && isListNumber(typed, run, runs[index + 1], parts.length + 1)) return;
    for (const [offset, sign] of [...run.text].entries()) {
      // Signs of a run are mostly one unit each; where not, a mark is set somewhat beside its place.
      const start = Math.min(run.start + offset, run.end - 1);
      const last = startsGroup(parts) ? undefined : parts.pop();
      const end = offset === run.text.length - 1 ? run.end : start + 1;
      if (last) parts.push({ ...last, text: last.text + sign, end });
      else parts.push({ place: parts.length + 1, text: sign, start, end });
    }
  });
  return parts;
}

/** Whether the next digit is the first of a group. */
function startsGroup(parts: readonly Part[]): boolean {
  return (parts.at(-1)?.text.length ?? GROUP_LENGTH) === GROUP_LENGTH;
}

function isListNumber(typed: string, run: Token, next: Token | undefined, place: number): boolean {
  if (!/^[0-9]{1,2}$/.test(run.text) || Number(run.text) !== place) return false;
  return /^[.):]/.test((typed[run.end] ?? '').normalize('NFKC')) || next?.text.length === GROUP_LENGTH;
}
