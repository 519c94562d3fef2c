import { formatBytes, formatNumber } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import type { CheckReport, DamagedArchive, Finding, FindingKind, RepairReport } from '@/utils/vault/check-report';
import type { FailureWords } from '../vault/failure.ts';

/** What a check or a repair says of its own failures. */
export const CHECK_WORDS: FailureWords = {
  STORAGE_REFUSED:
    'The folder of the vault can no longer be read or written. What was saved in it stays as it is. See to it that the disk ' +
    'is connected and that you may use it, then give the same command again.',
  STORAGE_FULL:
    'There is no space left for what can be saved from damaged files. Nothing was changed. Free some space, then give the ' +
    'same command again.',
  KEY_OUTDATED:
    'This key reads the vault, but it was left behind when the vault was changed, so it repairs nothing. Nothing was changed. ' +
    'Use a key that you have used since.',
  CANCELLED: 'Stopped. Nothing was lost. The same command begins again.',
};

const KINDS: Readonly<Record<FindingKind, string>> = {
  damaged: 'damaged',
  incomplete: 'not whole (yet)',
  missing: 'not here (yet)',
  misplaced: 'under another name than its own',
  foreign: 'of something else, or for another key',
  'too-new': 'of a newer Passkeep',
  disagrees: 'says what is not so of the packs',
  unindexed: 'a pack that no index names',
};

const n = (count: number, one: string) => `${formatNumber(count, 'en')} ${one}${count === 1 ? '' : 's'}`;

function findingLine({ kind, path, chunks, isHarmless }: Finding): string {
  const cost = chunks > 0 ? `, costs ${n(chunks, 'chunk')} of archives` : isHarmless ? ', no harm' : '';
  return `${KINDS[kind]}${cost}: ${shownName(path)}`;
}

function archiveLines({ id, title, createdAt, files, paths }: DamagedArchive): string[] {
  const day = new Date(createdAt).toISOString().slice(0, 10);
  const more = paths.length > 0 && paths.length < files ? ['  and more'] : [];
  const head = `Not whole, ${n(files, 'file')}: ${id.slice(0, 8)} ${day} ${shownName(title)}`;
  return [head, ...paths.map((path) => `  ${shownName(path)}`), ...more];
}

/** What a check found: a line for each finding, the archives that are not whole, and what it comes to. */
export function checkLines(report: CheckReport): string[] {
  const { findings, findingCount, damagedArchives, archives, files, bytes, packs, packsRead, bytesRead } = report;
  const more = findingCount - findings.length;
  const saved = `${n(files, 'file')} in ${n(archives, 'archive')}, ${formatBytes(bytes, 'en')}`;
  const next = report.isRepairable ? ' --repair puts right what can be.' : '';
  return [
    ...findings.map(findingLine),
    ...(more > 0 ? [`and ${formatNumber(more, 'en')} more`] : []),
    ...damagedArchives.flatMap(archiveLines),
    report.isWell ? `All is well: ${saved}.` : `Something is wrong. The vault has ${saved}.${next}`,
    `Data read: ${formatBytes(bytesRead, 'en')}, ${formatNumber(packsRead, 'en')} of ${n(packs, 'pack')}.`,
  ];
}

/** What a repair did. */
export function repairLines(report: RepairReport): string[] {
  const { quarantined, chunksSalvaged, chunksLost, indexRebuilt } = report;
  const lines = [
    ...quarantined.map((path) => `put aside, in the folder "quarantine": ${shownName(path)}`),
    ...(chunksSalvaged > 0 ? [`${n(chunksSalvaged, 'chunk')} saved out of damaged packs`] : []),
    ...(indexRebuilt ? ['the index was written anew'] : []),
    ...(chunksLost > 0
      ? [`${n(chunksLost, 'chunk')} cannot be read: save the same files again, where you have them`]
      : []),
  ];
  return lines.length > 0 ? lines : ['There is nothing to repair.'];
}
