/** A longer name is no name. UTF-16 units. */
const LONGEST_NAME = 256;

/**
 * Splits a line at the mark that stands between a name and a text. Where names hold the mark themselves, a name that was seen
 * before is preferred; otherwise the first mark counts. Without a mark all of it is the name.
 */
export function splitSender(
  line: string,
  mark: string,
  seen: ReadonlySet<string>,
): { readonly sender: string; readonly rest: string } {
  const first = line.indexOf(mark);
  for (let at = first; at >= 0 && at <= LONGEST_NAME; at = line.indexOf(mark, at + 1))
    if (seen.has(line.slice(0, at))) return { sender: line.slice(0, at), rest: line.slice(at + mark.length) };
  if (first < 0) return { sender: line.replace(/:$/, ''), rest: '' };
  return { sender: line.slice(0, first), rest: line.slice(first + mark.length) };
}
