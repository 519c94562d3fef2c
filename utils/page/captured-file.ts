import type { CapturedLine } from './captured';

/** One line of the file, with its end: JSON without line breaks (docs/captured-view.md). */
export function captureLine(line: CapturedLine): string {
  return `${JSON.stringify(line)}\n`;
}
