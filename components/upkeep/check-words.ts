import type { CheckNote } from '@/utils/messages/upkeep';
import { count, t } from '@/utils/words';

/** What a check came to, in words. */
export interface CheckWords {
  readonly isWell: boolean;
  readonly headline: string;
  /** What it means and what to do. */
  readonly sentences: readonly string[];
}

/** The words for a check; of damage first, which outweighs what has only not come yet. */
export function checkWords(note: CheckNote): CheckWords {
  const { isWell, extent, damagedArchives, wrong, late, differing, withoutFolder, isRepairable } = note;
  const unread = withoutFolder ? [t('folderNotRead')] : [];
  const isWhole = extent.kind === 'all' && !withoutFolder;
  if (isWell) return { isWell, headline: t(isWhole ? 'allIsWell' : 'readIsWell'), sentences: unread };
  const notHere = [...(late > 0 ? [count('notComeYet', late)] : []), ...unread];
  const inFolder = differing > 0 ? [count('differsInFolder', differing), t('repairWritesAgain')] : [];
  if (wrong === 0 && damagedArchives === 0 && differing > 0)
    return { isWell, headline: t('folderDamaged'), sentences: [...inFolder, ...notHere] };
  if (wrong === 0 && late > 0) return { isWell, headline: t('notAllHere'), sentences: [...notHere, t('restComes')] };
  const repair = isRepairable ? [t('repairFirst')] : [];
  if (damagedArchives === 0) {
    const headline = count('storedWrong', wrong);
    return { isWell, headline, sentences: [t('archivesWhole'), ...repair, ...inFolder, ...notHere] };
  }
  const again = t(isRepairable ? 'thenBackUpAgain' : 'backUpAgain');
  return {
    isWell,
    headline: count('archivesDamaged', damagedArchives),
    sentences: [t('damageMeans'), ...repair, again, ...inFolder, ...notHere],
  };
}
