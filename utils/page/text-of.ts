import { markedTextOf } from './marked-text';

/**
 * The text in an element as its sender wrote it ({@link markedTextOf}), without its marks.
 * @param leaveOut a selector of what in it is not the sender's: times, marks, quotes
 */
export function textOf(root: Element, leaveOut = ''): string {
  return markedTextOf(root, { leaveOut }).text;
}
