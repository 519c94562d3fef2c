/** Prints one plain line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says something to the person at the terminal, beside the output: on standard error. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The time since `start` (of `performance.now()`), as `3.1 s` or `2 min 5 s`. */
export function since(start: number): string {
  const seconds = (performance.now() - start) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
