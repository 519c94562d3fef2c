import { type SplitLine, splitClock } from './message-line';

/** Words that a name has at most. */
const MOST_WORDS = 6;

/**
 * Splits lines of clock, name and text with one space between each, which does not say where a name ends. The names are
 * those beginnings of the given lines that come again, as long as almost all of them go on alike; in a line with none of them
 * the first word is the name. A line with nothing behind its name or first word is of the messenger.
 * @param lines the first of the file
 */
export function splitAtNames(lines: readonly string[]): SplitLine | null {
  const names = namesIn(lines.flatMap((line) => splitClock(line)?.rest ?? []));
  if (names.size === 0) return null;
  return (line) => {
    const spaced = splitClock(line);
    if (!spaced || spaced.gap !== ' ') return null;
    const { clock, rest } = spaced;
    const starts = startsOf(rest);
    const name = starts.findLast((start) => names.has(start)) ?? starts[0] ?? rest;
    if (name.length === rest.length) return { clock, sender: null, text: rest };
    return { clock, sender: name, text: rest.slice(name.length + 1) };
  };
}

function namesIn(texts: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const start of startsOf(text)) counts.set(start, (counts.get(start) ?? 0) + 1);
  const names = new Set<string>();
  for (const text of texts) {
    let [name] = startsOf(text);
    for (const start of startsOf(text))
      if (
        start !== text &&
        (counts.get(start) ?? 0) >= 2 &&
        (counts.get(start) ?? 0) >= 0.8 * (counts.get(name ?? '') ?? 0)
      )
        name = start;
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** The first word, the first two, and so on. */
function startsOf(text: string): string[] {
  const starts: string[] = [];
  for (let at = text.indexOf(' '); at > 0 && starts.length < MOST_WORDS; at = text.indexOf(' ', at + 1))
    starts.push(text.slice(0, at));
  return starts;
}
