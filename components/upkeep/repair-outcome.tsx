import { Facts } from '@/components/facts';
import { moment } from '@/components/figures';
import type { RepairNote, UpkeepFindings } from '@/utils/messages/upkeep';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ArchiveDamage } from './archive-damage';

interface Props {
  readonly note: RepairNote;
  /** With names, where they are known. */
  readonly findings: UpkeepFindings | null;
}

/** What the last repair has saved, and what it could not. */
export function RepairOutcome({ note, findings }: Props): JSX.Element {
  const { at, quarantined, chunksSalvaged, chunksLost, damagedArchives } = note;
  const isWhole = damagedArchives === 0;
  const archives = findings?.repair?.damagedArchives ?? [];
  return (
    <div id="repair-outcome" class="stack" data-whole={isWhole}>
      <div>
        <p class="state">
          <span class={isWhole ? 'dot' : 'dot warn'} />
          {isWhole ? t('repairedWhole') : count('repairedPartly', damagedArchives)}
        </p>
        <Facts
          items={[
            moment(at),
            chunksSalvaged > 0 ? count('piecesSaved', chunksSalvaged) : null,
            chunksLost > 0 ? count('piecesLost', chunksLost) : null,
            quarantined > 0 ? count('putAside', quarantined) : null,
          ]}
        />
      </div>
      {archives.length > 0 && <ArchiveDamage archives={archives} />}
      {!isWhole && <p>{t('backUpLost')}</p>}
      {!isWhole && archives.length === 0 && <p class="soft">{t('checkAgainForNames')}</p>}
      {quarantined > 0 && <p class="soft">{t('asideMeans')}</p>}
    </div>
  );
}
