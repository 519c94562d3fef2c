import type { AppState } from '../../../utils/messages/state.ts';
import type { CheckNote, RepairNote, SpacePlan, UpkeepFindings } from '../../../utils/messages/upkeep.ts';
import type { DamagedArchive } from '../../../utils/vault/check-report.ts';
import { IN_BROWSER } from './told-state.ts';

const CHECKED_AT = Date.UTC(2026, 9, 4, 9, 12);

/** An archive that is damaged, whose name is long and of another direction than the page. */
export const DAMAGED: readonly DamagedArchive[] = [
  {
    id: 'a'.repeat(64),
    title: 'WhatsApp with the whole family, the neighbours and everybody who was at the summer party in the garden',
    createdAt: Date.UTC(2026, 8, 20, 18, 3),
    files: 3,
    paths: [
      'IMG-20240101-WA0001.jpg',
      'VID-20240612-WA0007.mp4',
      'Anhänge/Sprachnachricht mit einem langen Namen.opus',
    ],
  },
  { id: 'b'.repeat(64), title: 'משפחה', createdAt: Date.UTC(2026, 8, 27, 18, 3), files: 120, paths: ['שיחה.txt'] },
];

/** A check of everything that found nothing wrong. */
export const WELL: CheckNote = {
  kind: 'check',
  at: CHECKED_AT,
  extent: { kind: 'all' },
  archives: 31,
  files: 12_403,
  bytesRead: 1_204_000_000,
  isWell: true,
  isRepairable: false,
  damagedArchives: 0,
  wrong: 0,
  late: 0,
  nameless: 0,
  tooNew: 0,
  keys: 0,
  differing: 0,
  withoutFolder: false,
};

/** A check that found two archives damaged. */
export const DAMAGE: CheckNote = { ...WELL, isWell: false, isRepairable: true, damagedArchives: 2, wrong: 3 };

/** A repair that could not save everything. */
export const REPAIRED: RepairNote = {
  kind: 'repair',
  at: CHECKED_AT,
  quarantined: 2,
  chunksSalvaged: 1_204,
  chunksLost: 3,
  damagedArchives: 2,
};

/** What {@link DAMAGE} and {@link REPAIRED} found. */
export const FOUND: UpkeepFindings = {
  check: {
    extent: { kind: 'all' },
    archives: 31,
    files: 12_403,
    bytes: 1_504_000_000,
    packs: 74,
    packsRead: 74,
    bytesRead: 1_204_000_000,
    findings: [
      { kind: 'damaged', path: `packs/${'0a'.repeat(16)}.age`, chunks: 3, isHarmless: false },
      { kind: 'unindexed', path: `packs/${'0b'.repeat(16)}.age`, chunks: 0, isHarmless: true },
    ],
    findingCount: 2,
    damagedArchives: DAMAGED,
    isWell: false,
    isRepairable: true,
    differing: [],
  },
  repair: {
    quarantined: [`packs/${'0a'.repeat(16)}.age`],
    chunksSalvaged: 1_204,
    chunksLost: 3,
    indexRebuilt: true,
    damagedArchives: DAMAGED,
  },
};

/** Space that can come back, and some that has to wait. */
export const SPACE: SpacePlan = {
  blocked: [],
  going: 12,
  rewritten: 1,
  freedBytes: 120_000_000,
  waiting: { bytes: 80_000_000, from: Date.UTC(2026, 9, 30), until: Date.UTC(2026, 10, 3) },
};

/** A state in which this is remembered of checks. */
export function remembering(last: CheckNote | RepairNote | null, change: Partial<AppState> = {}): AppState {
  return { ...IN_BROWSER, upkeep: { last, partsReadAt: [0, 0, 0, 0, 0, 0] }, ...change };
}
