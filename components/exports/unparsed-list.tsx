import { number } from '@/components/figures';
import { Name } from '@/components/name';
import type { Unparsed } from '@/utils/messengers/model';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import { shownName } from '@/utils/shown-name';
import { count, isolate, t } from '@/utils/words';
import type { JSX } from 'preact';
import { SHOWN } from './cut';
import { UNPARSED_REASONS } from './unparsed-words';

/** The first pieces that were not understood: where each stands, why, and how it begins. */
export function UnparsedList({
  unparsed,
  unparsedFirst,
}: Pick<ExportSummary, 'unparsed' | 'unparsedFirst'>): JSX.Element {
  const named = unparsedFirst.slice(0, SHOWN);
  return (
    <div class="unparsed">
      <p class="soft">{t('exportUnknownMeans')}</p>
      <ul>
        {named.map((piece, at) => (
          <li key={at}>
            <p class="soft">{placeAndReason(piece)}</p>
            {piece.excerpt.trim() !== '' && (
              <p class="excerpt">
                <Name text={piece.excerpt.trim().replace(/\s+/g, ' ')} />
              </p>
            )}
          </li>
        ))}
        {unparsed > named.length && <li class="soft">{count('andMore', unparsed - named.length)}</li>}
      </ul>
    </div>
  );
}

function placeAndReason({ file, line, reason }: Unparsed): string {
  const name = isolate(shownName(file));
  const why = t(UNPARSED_REASONS[reason]);
  return line === null ? t('unknownAt', name, why) : t('unknownAtLine', name, number(line), why);
}
