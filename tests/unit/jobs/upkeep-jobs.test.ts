import { UpkeepJobs, type UpkeepJobsParts } from '@/utils/jobs/upkeep-jobs';
import { NEVER_CHECKED, noted } from '@/utils/jobs/upkeep-notes';
import type { CheckNote, FolderFindings, RepairNote } from '@/utils/messages/upkeep';
import type { CheckExtent, CheckReport, Finding, FindingKind } from '@/utils/vault/check-report';
import { PasskeepError } from '@/utils/errors';
import { describe, expect, test } from 'vitest';
import { DAMAGED, FOUND, REPAIRED, WELL } from '../../e2e/lib/told-upkeep';

type Answers = Readonly<Record<string, unknown>>;

/** Runs the job that `start` queues, with a worker that gives `answers`. */
async function run(start: (jobs: UpkeepJobs) => string, answers: Answers, isInFolder = false) {
  const notes: (CheckNote | RepairNote)[] = [];
  let [written, work] = [0, undefined as Parameters<UpkeepJobsParts['add']>[2] | undefined];
  const call = async (method: string) => {
    const answer = answers[method];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const jobs = new UpkeepJobs({
    call: call as unknown as UpkeepJobsParts['call'],
    mustBeOpen: () => {},
    add: (_kind, _known, given) => ((work = given), 'job'),
    isInFolder: () => isInFolder,
    note: async (note) => void notes.push(note),
    onWritten: () => void written++,
  });
  start(jobs);
  const options = { signal: new AbortController().signal, onProgress: () => {} };
  const ended = await work?.(options).catch((thrown: unknown) => thrown);
  return { notes, written, ended };
}

const extent: CheckExtent = { kind: 'all' };
const check = (jobs: UpkeepJobs) => jobs.startCheck(extent);
const finding = (kind: FindingKind, isHarmless = false): Finding => ({
  kind,
  path: 'packs/a.age',
  chunks: 0,
  isHarmless,
});
const report = (findings: readonly Finding[], change: Partial<CheckReport & FolderFindings> = {}) => ({
  ...FOUND.check,
  findings,
  findingCount: findings.length,
  ...change,
});

describe('a check', () => {
  test('is noted in numbers, without a name', async () => {
    const { notes, ended, written } = await run(check, { check: FOUND.check });
    expect(notes).toMatchObject([
      { kind: 'check', damagedArchives: 2, wrong: 1, late: 0, isWell: false, files: 12_403 },
    ]);
    expect(ended).toStrictEqual({ problemCount: 2 });
    // What is damaged in the browser may be whole in the folder.
    expect(written).toBe(1);
    for (const { title, id } of DAMAGED) expect(JSON.stringify(notes)).not.toMatch(new RegExp(`${title}|${id}|packs/`));
  });

  test('takes what is harmless for no trouble', async () => {
    const well = report([finding('unindexed', true)], { damagedArchives: [], isWell: true });
    const { notes, ended, written } = await run(check, { check: well });
    expect(notes).toMatchObject([{ isWell: true, wrong: 0, late: 0 }]);
    expect([ended, written]).toStrictEqual([{ problemCount: 0 }, 0]);
  });

  test('takes what is missing for late in a folder, and for wrong elsewhere', async () => {
    const missing = { check: report([finding('missing'), finding('incomplete'), finding('damaged')]) };
    expect((await run(check, missing, true)).notes).toMatchObject([{ wrong: 1, late: 2 }]);
    expect((await run(check, missing)).notes).toMatchObject([{ wrong: 3, late: 0 }]);
  });

  test('is not well where the folder holds something else, and says so where it could not be read', async () => {
    const sound = { damagedArchives: [], isWell: true, isRepairable: false };
    const differing = { check: report([], { ...sound, differing: ['packs/a.age'] }) };
    expect((await run(check, differing, true)).notes).toMatchObject([
      { isWell: false, isRepairable: true, wrong: 0, differing: 1, withoutFolder: false },
    ]);
    const unread = { check: report([], { ...sound, differing: null }) };
    expect((await run(check, unread, true)).notes).toMatchObject([{ isWell: true, differing: 0, withoutFolder: true }]);
  });

  test('tells what may be an archive without a name from one that is named, and what is newer', async () => {
    const path = `snapshots/${'c'.repeat(64)}.age`;
    const named = `snapshots/${DAMAGED[0]?.id}.age`;
    const findings = [
      { ...finding('damaged'), path },
      { ...finding('damaged'), path: named },
      { ...finding('misplaced'), path },
      finding('too-new'),
      { ...finding('damaged'), path: 'keys/a.age' },
    ];
    const { notes } = await run(check, { check: report(findings) });
    expect(notes).toMatchObject([{ wrong: 5, nameless: 1, tooNew: 1, keys: 1 }]);
  });

  test('that fails is not noted', async () => {
    const { notes, ended } = await run(check, { check: new PasskeepError('FOLDER_DENIED') });
    expect(notes).toStrictEqual([]);
    expect(ended).toMatchObject({ code: 'FOLDER_DENIED' });
  });
});

describe('a repair', () => {
  const repair = (jobs: UpkeepJobs) => jobs.startRepair();

  test('is noted in numbers, and what it wrote goes to the folder', async () => {
    const { notes, ended, written } = await run(repair, { repair: FOUND.repair });
    expect(notes).toMatchObject([{ kind: 'repair', quarantined: 1, chunksSalvaged: 1_204, damagedArchives: 2 }]);
    expect(ended).toStrictEqual({ problemCount: 2 });
    expect(written).toBe(1);
  });

  test('that fails has written all the same', async () => {
    const { notes, written } = await run(repair, { repair: new PasskeepError('STORAGE_FULL') });
    expect([notes, written]).toStrictEqual([[], 1]);
  });
});

test('freeing space says how much came back', async () => {
  const { ended, written } = await run((jobs) => jobs.startPrune(), { prune: 123 });
  expect([ended, written]).toStrictEqual([{ storedBytes: 123 }, 1]);
});

describe('what is remembered', () => {
  const at = (time: number, read: CheckExtent): CheckNote => ({ ...WELL, at: time, extent: read });

  test('is when each part was last read: all at once, or one after the other', () => {
    const all = noted(NEVER_CHECKED, at(5, { kind: 'all' }));
    expect(all.partsReadAt).toStrictEqual([5, 5, 5, 5, 5, 5]);
    const one = noted(all, at(7, { kind: 'part', part: 2, of: 6 }));
    expect(one.partsReadAt).toStrictEqual([5, 7, 5, 5, 5, 5]);
    expect(one.last).toMatchObject({ at: 7 });
  });

  test.each([{ kind: 'structure' }, { kind: 'percent', percent: 99 }, { kind: 'part', part: 2, of: 12 }] as const)(
    'is no part for a check of $kind',
    (read) => {
      expect(noted(NEVER_CHECKED, at(5, read)).partsReadAt).toStrictEqual(NEVER_CHECKED.partsReadAt);
    },
  );

  test('stays what it was for a repair, which is the last thing that was done', () => {
    const before = noted(NEVER_CHECKED, at(5, { kind: 'all' }));
    expect(noted(before, REPAIRED)).toStrictEqual({ last: REPAIRED, partsReadAt: before.partsReadAt });
  });
});
