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
  const { isWell, extent, damagedArchives, wrong, late, nameless, tooNew, differing, withoutFolder, isRepairable } =
    note;
  const unread = withoutFolder ? [t('folderNotRead')] : [];
  const isWhole = extent.kind === 'all' && !withoutFolder;
  if (isWell) return { isWell, headline: t(isWhole ? 'allIsWell' : 'readIsWell'), sentences: unread };
  const newer = tooNew > 0 ? [t('partTooNew')] : [];
  const keys = note.keys > 0 ? [t('keyDamaged')] : [];
  const notHere = [...keys, ...newer, ...(late > 0 ? [count('notComeYet', late)] : []), ...unread];
  const inFolder = differing > 0 ? [count('differsInFolder', differing), t('repairWritesAgain')] : [];
  if (wrong === 0 && damagedArchives === 0 && differing > 0)
    return { isWell, headline: t('folderDamaged'), sentences: [...inFolder, ...notHere] };
  if (wrong === 0 && late > 0)
    return { isWell, headline: t('notAllHere'), sentences: [...notHere, t('restComes'), ...inFolder] };
  const repair = isRepairable ? [t('repairFirst')] : [];
  if (damagedArchives === 0) {
    const headline = nameless > 0 ? count('listDamaged', nameless) : count('storedWrong', wrong);
    const next = nameless > 0 ? [t('listDamagedNext')] : [];
    return { isWell, headline, sentences: [...next, t('archivesWhole'), ...repair, ...inFolder, ...notHere] };
  }
  const others = nameless > 0 ? [t('listDamagedNext')] : [];
  const again = t(isRepairable ? 'thenBackUpAgain' : 'backUpAgain');
  return {
    isWell,
    headline: count('archivesDamaged', damagedArchives),
    sentences: [t('damageMeans'), ...repair, again, ...others, ...inFolder, ...notHere],
  };
}
