import { type ClockTime, parseClock } from '../time/clock';

/** The first line of a message. */
export interface MessageLine {
  readonly clock: ClockTime;
  /** null: the messenger wrote it. */
  readonly sender: string | null;
  readonly text: string;
}

/** A clock with its words is no longer. UTF-16 units. */
const LONGEST_CLOCK = 24;

/** How the columns of a line are told apart. */
export type SplitLine = (line: string) => MessageLine | null;

/** `10:30⇥Bob⇥Hello`. Without a name, or without its column, it is of the messenger. Further tabs are text. */
export const splitAtTabs: SplitLine = (line) => {
  const first = line.indexOf('\t');
  if (first < 0 || first > LONGEST_CLOCK) return null;
  const clock = parseClock(line.slice(0, first));
  if (!clock) return null;
  const second = line.indexOf('\t', first + 1);
  if (second < 0) return { clock, sender: null, text: line.slice(first + 1) };
  return { clock, sender: line.slice(first + 1, second) || null, text: line.slice(second + 1) };
};

/** `10:30`, `下午3:18`, `10:30 AM`, and what follows. */
const SPACED = /^(\P{N}{0,12}\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?(?=\s))?)(\s+)(\S.*)$/su;

/** `15:18    Ken    Hi`: names may have spaces, but not two in a row. */
export const splitAtWideSpaces: SplitLine = (line) => {
  const spaced = splitClock(line);
  if (!spaced || spaced.gap.length < 2) return null;
  const { clock, rest } = spaced;
  const at = rest.search(/\s{2}/);
  if (at < 0) return { clock, sender: null, text: rest };
  return { clock, sender: rest.slice(0, at), text: rest.slice(at).trimStart() };
};

/** A clock at the start of a line, the white space after it, and the rest; null where there is none. */
export function splitClock(line: string): { clock: ClockTime; gap: string; rest: string } | null {
  const match = SPACED.exec(line);
  const clock = match ? parseClock(match[1] ?? '') : null;
  return match && clock ? { clock, gap: match[2] ?? '', rest: match[3] ?? '' } : null;
}
