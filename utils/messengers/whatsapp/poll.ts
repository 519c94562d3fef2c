import type { Body } from './body';
import { withoutMarks } from './fold';

/** Polls have a question and twelve options at most, of a hundred letters or some more. UTF-16 units. */
const LONGEST = 10_000;

/**
 * A poll: a word with a colon, the question in the next line, and options that all begin with the same word and end with
 * their votes in parentheses. Its text is the question and the options, a line each: votes change, and are in the archive.
 * null: it is none.
 */
export function pollOf(raw: string): Body | null {
  if (raw.length > LONGEST) return null;
  const [head = '', ...lines] = withoutMarks(raw).trimEnd().split(/\r?\n/);
  if (!/^\S{1,40}[:：]$/.test(head)) return null;
  const first = lines.findIndex((line) => optionOf(line) !== null);
  if (first < 1) return null;
  const options = lines.slice(first).map(optionOf);
  if (options.some((option) => option?.word !== options[0]?.word)) return null;
  return { kind: 'poll', text: [...lines.slice(0, first), ...options.map((option) => option?.text ?? '')].join('\n') };
}

/** `OPTION: Sea (2 votes)` */
function optionOf(line: string): { word: string; text: string } | null {
  const [word = ''] = /^[^\s:：]{1,40}[:：] ?/.exec(line) ?? [];
  const open = Math.max(line.lastIndexOf('('), line.lastIndexOf('（'));
  if (word === '' || open < word.length || !/[)）]$/.test(line) || !/\p{Nd}/u.test(line.slice(open))) return null;
  return { word, text: line.slice(word.length, open).trim() };
}
