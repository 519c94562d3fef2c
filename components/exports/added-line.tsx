import type { ExportTotals } from '@/utils/messengers/summary';
import type { JSX } from 'preact';
import { type Since, addedWords } from './export-words';

interface Props {
  readonly added: NonNullable<ExportTotals['added']>;
  readonly since: Since;
}

/** What an earlier archive has not got, or that it has everything. */
export function AddedLine({ added, since }: Props): JSX.Element {
  return <p class={added.messages + added.attachments > 0 ? 'added' : 'soft'}>{addedWords(added, since)}</p>;
}
