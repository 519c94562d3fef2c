import { Facts } from '@/components/facts';
import { bytes, moment } from '@/components/figures';
import type { CheckNote, UpkeepFindings } from '@/utils/messages/upkeep';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ArchiveDamage } from './archive-damage';
import { FindingList } from './finding-list';
import { checkWords } from './check-words';

interface Props {
  readonly note: CheckNote;
  /** With names, where they are known. */
  readonly findings: UpkeepFindings | null;
}

/** What the last check came to. */
export function CheckOutcome({ note, findings }: Props): JSX.Element {
  const { isWell, headline, sentences } = checkWords(note);
  const report = findings?.check;
  return (
    <div id="check-outcome" class="stack" data-well={isWell}>
      <div>
        <p class="state">
          <span class={isWell ? 'dot' : 'dot warn'} />
          {headline}
        </p>
        <Facts
          items={[
            moment(note.at),
            count('files', note.files),
            count('archives', note.archives),
            t('bytesRead', bytes(note.bytesRead)),
          ]}
        />
      </div>
      {report && report.damagedArchives.length > 0 && (
        <ArchiveDamage archives={report.damagedArchives} isLate={note.wrong === 0} />
      )}
      {sentences.length > 0 && <p>{sentences.join(' ')}</p>}
      {!report && note.damagedArchives > 0 && <p class="soft">{t('checkAgainForNames')}</p>}
      {report && <FindingList report={report} />}
    </div>
  );
}
