import type { Format, FoundExport } from '../format';
import { headLines } from '../text/head-lines';
import { readDayLine } from './day-line';
import { splitAtNames } from './desktop-names';
import { textExport } from './format';
import { splitClock } from './message-line';

/**
 * LINE's text of one chat as its desktop app saves it: `2025.12.30 火曜日`, then `23:43 Bob Hello`. No title, and nothing that
 * is LINE's alone: it is looked for last, and only where days, weekdays and clocks agree.
 */
export const lineDesktop: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.txt$/i)) {
      const lines = await headLines(file, signal);
      const split = isDesktop(lines) ? splitAtNames(lines) : null;
      if (split) found.push(textExport(file, lines, split, 'desktop-text'));
    }
    return found;
  },
};

/** A day with the weekday that it falls on, two messages below it, and clocks that never go back within a day. */
function isDesktop(lines: readonly string[]): boolean {
  const written = lines.filter((text) => text.trim() !== '');
  if (!readDayLine(written[0] ?? '')?.hasWeekday) return false;
  let last = 0;
  let messages = 0;
  for (const text of written.slice(0, -1)) {
    const clock = splitClock(text)?.clock.ms;
    if (readDayLine(text)) last = 0;
    else if (clock !== undefined) {
      if (clock < last) return false;
      last = clock;
      messages++;
    }
  }
  return splitClock(written[1] ?? '') !== null && messages >= 2 && messages * 2 >= written.length - 1;
}
