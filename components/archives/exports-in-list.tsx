import { addedWords, exportFacts } from '@/components/exports/export-words';
import { unparsedWords } from '@/components/exports/unparsed-words';
import { Facts } from '@/components/facts';
import type { Archive } from '@/utils/vault/types';
import { count } from '@/utils/words';
import type { JSX } from 'preact';

/** Exports that the list names one by one; an archive's own page names all. */
const NAMED = 3;

/** What an archive's exports are, one line each. */
export function ExportsInList({ archive: { exports, title } }: { archive: Archive }): JSX.Element {
  return (
    <>
      {exports.slice(0, NAMED).map((totals, at) => {
        const { added } = totals;
        return (
          <Facts
            key={at}
            items={[...exportFacts(totals, title), added ? addedWords(added, 'before') : null, unparsedWords(totals)]}
          />
        );
      })}
      {exports.length > NAMED && <p class="soft">{count('andMore', exports.length - NAMED)}</p>}
    </>
  );
}
