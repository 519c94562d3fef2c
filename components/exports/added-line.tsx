import type { JSX } from 'preact';
import { type Added, type Since, addedWords, hasNew } from './export-words';

/** What an earlier archive has not got, or that it has everything. */
export function AddedLine({ added, since }: { added: Added; since: Since }): JSX.Element {
  return <p class={hasNew(added) ? 'added' : 'soft'}>{addedWords(added, since)}</p>;
}
