import type { Token } from './localised-tokens';
import type { Meaning, Vocabulary } from './localised-vocabulary';

/** A word, or several in a row that mean something together; null: not known. */
export interface Row {
  readonly text: string;
  readonly meaning: Meaning | null;
  readonly isAfterClock: boolean;
}

/** The words of a date, the longest rows with a meaning put together. */
export function rowsOf(tokens: readonly Token[], { words, longest }: Vocabulary): readonly Row[] {
  const rows: Row[] = [];
  let isAfterClock = false;
  for (let at = 0; at < tokens.length; at++) {
    const kind = tokens[at]?.kind;
    if (kind === 'clock') isAfterClock = true;
    if (kind !== 'word') continue;
    let most = 1;
    while (most < longest && tokens[at + most]?.kind === 'word') most++;
    const texts = tokens.slice(at, at + most).map(({ text }) => text);
    while (texts.length > 1 && !words.has(texts.join(' '))) texts.pop();
    const text = texts.join(' ');
    rows.push({ text, meaning: words.get(text) ?? null, isAfterClock });
    at += texts.length - 1;
  }
  return rows;
}

const MORNING = 0xfff;
const EVENING = 0xfff000;

/** The hours that a date's words for a part of the day allow, as bits; 0 where there are none. */
export function hoursIn(rows: readonly Row[], vocabulary: Vocabulary): number {
  // Before the clock `am` is a preposition: German, Welsh.
  const parts = rows.filter(({ meaning, text, isAfterClock }) => meaning?.hours && (isAfterClock || text !== 'am'));
  const part = parts.find(({ isAfterClock }) => isAfterClock) ?? parts[0];
  return part?.meaning?.hours ?? (latinHours(rows) || joinedHours(rows, vocabulary));
}

/** `AM` and `p. m.`, which stand in dates of every language. */
function latinHours(rows: readonly Row[]): number {
  const after = rows.filter(({ isAfterClock, meaning }) => isAfterClock && !meaning?.isUtc).map(({ text }) => text);
  const half = /^([ap]) ?m(?: |$)/.exec(after.join(' '))?.[1];
  if (half === undefined) return 0;
  return half === 'a' ? MORNING : EVENING;
}

/** Chinese puts the part of the day and what stands before it together: 协调世界时下午. */
function joinedHours(rows: readonly Row[], { words }: Vocabulary): number {
  for (const { text } of rows)
    if (/\p{sc=Hani}/u.test(text))
      for (const [word, { hours }] of words) if (hours !== 0 && text.endsWith(word)) return hours;
  return 0;
}
