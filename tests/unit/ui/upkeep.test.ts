import { checkChoices } from '@/components/upkeep/check-choices';
import { checkWords } from '@/components/upkeep/check-words';
import { spaceWords } from '@/components/upkeep/space-words';
import type { CheckNote, SpacePlan } from '@/utils/messages/upkeep';
import { NEVER_CHECKED } from '@/utils/jobs/upkeep-notes';
import { IN_BROWSER } from '../../e2e/lib/told-state';
import { DAMAGE, SPACE, WELL } from '../../e2e/lib/told-upkeep';
import { describe, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', async () => await import('./fake-browser'));

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1000 * DAY;
const GB = 1_000_000_000;

describe('how much a check may read', () => {
  const choices = (storedBytes: number, partsReadAt: readonly number[], protectedSince: number | null = 0) =>
    checkChoices({ ...IN_BROWSER, storedBytes, protectedSince, upkeep: { last: null, partsReadAt } }, NOW);
  const never = NEVER_CHECKED.partsReadAt;

  test('is no question where everything is read in seconds', () => {
    const all = { kind: 'all', extent: { kind: 'all' }, bytes: GB };
    expect(choices(GB, never)).toStrictEqual({ choices: [all], proposed: 'all' });
  });

  test('is a sample, whose size does not grow with the vault, or everything', () => {
    const { choices: offered, proposed } = choices(20 * GB, never, NOW - DAY);
    expect(offered.map(({ kind, extent, bytes }) => ({ kind, extent, bytes }))).toStrictEqual([
      { kind: 'quick', extent: { kind: 'percent', percent: 5 }, bytes: GB },
      { kind: 'all', extent: { kind: 'all' }, bytes: 20 * GB },
    ]);
    expect(proposed).toBe('quick');
  });

  test('is at least a percent of a very large vault', () => {
    expect(choices(1000 * GB, never, NOW).choices[0].extent).toStrictEqual({ kind: 'percent', percent: 1 });
  });

  test('is the part that was not read for the longest time, where that is months ago', () => {
    const old = NOW - 100 * DAY;
    const { choices: offered, proposed } = choices(12 * GB, [NOW, NOW, old, old - DAY, NOW, NOW]);
    expect(proposed).toBe('part');
    expect(offered[1]).toStrictEqual({ kind: 'part', extent: { kind: 'part', part: 4, of: 6 }, bytes: 2 * GB });
  });

  test('is no part while all parts were read in the last months, or nothing is as old', () => {
    expect(choices(12 * GB, [NOW, NOW, NOW - 80 * DAY, NOW, NOW, NOW]).proposed).toBe('quick');
    expect(choices(12 * GB, never, NOW - 80 * DAY).proposed).toBe('quick');
    expect(choices(12 * GB, never, null).proposed).toBe('quick');
    expect(choices(12 * GB, never, NOW - 100 * DAY).proposed).toBe('part');
  });
});

describe('what a check came to', () => {
  const said = (note: CheckNote) => {
    const { headline, sentences } = checkWords(note);
    return [headline, ...sentences].join(' | ');
  };

  test('is well, or well as far as it was read', () => {
    expect(said(WELL)).toBe('Everything is as it was saved');
    expect(said({ ...WELL, extent: { kind: 'percent', percent: 5 } })).toBe(
      'Everything that was read is as it was saved',
    );
  });

  test('is damage: what it means, a repair, and the way to have the files again', () => {
    expect(said(DAMAGE)).toMatch(
      /^2 archives are damaged \| Everything else .* A repair .* back up the same files again/,
    );
    const hopeless = said({ ...DAMAGE, damagedArchives: 1, isRepairable: false });
    expect(hopeless).toMatch(/^1 archive is damaged \| .* Back up the same files again/);
    expect(hopeless).not.toContain('repair');
  });

  test('is not damage where files have only not come yet', () => {
    const late = said({ ...DAMAGE, wrong: 0, late: 2, isRepairable: false });
    expect(late).toMatch(
      /^What is here is as it was saved.* 2 stored files have not come .* as soon as your sync program/,
    );
    expect(late).not.toMatch(/damaged|again/);
    expect(said({ ...DAMAGE, late: 1 })).toMatch(/^2 archives are damaged .* 1 stored file has not come/);
  });

  test('is damage in the folder alone, or no word on the folder', () => {
    const inFolder = said({ ...DAMAGE, damagedArchives: 0, wrong: 0, differing: 2 });
    expect(inFolder).toMatch(
      /^What is in your folder is damaged.* \| In your folder, 2 stored files .* writes them there/,
    );
    expect(said({ ...DAMAGE, differing: 1 })).toMatch(/^2 archives are damaged .* In your folder, 1 stored file/);
    expect(said({ ...DAMAGE, wrong: 0, late: 1, differing: 1 })).toMatch(
      /^What is here .* In your folder, 1 stored file/,
    );
    expect(said({ ...WELL, withoutFolder: true })).toMatch(
      /^Everything that was read .* \| Your folder could not be read/,
    );
  });

  test('is perhaps an archive that nobody can name any more', () => {
    const nameless = said({ ...DAMAGE, damagedArchives: 0, wrong: 1, nameless: 1 });
    expect(nameless).toMatch(/^1 stored file is damaged that may stand for an archive \| If an archive is missing/);
    expect(said({ ...DAMAGE, nameless: 1 })).toMatch(/^2 archives are damaged .* If an archive is missing/);
  });

  test('is a matter of an update where a newer Passkeep wrote some of it', () => {
    const newer = said({ ...DAMAGE, damagedArchives: 0, wrong: 1, tooNew: 1, isRepairable: false });
    expect(newer).toMatch(/^1 stored file .* Update this one, then check again/);
    expect(newer).not.toContain('Keys');
    expect(said({ ...DAMAGE, wrong: 3, keys: 1 })).toMatch(/Under “Keys”, use “Try it”/);
  });

  test('is no damaged archive where no archive needs what is wrong', () => {
    expect(said({ ...DAMAGE, damagedArchives: 0, wrong: 1 })).toMatch(
      /^1 stored file is not as it should be \| As far as they were read, .* restored whole. \| A repair/,
    );
  });
});

describe('what freeing space would come to', () => {
  const said = (plan: Partial<SpacePlan>) => {
    const { headline, sentences } = spaceWords({ ...SPACE, ...plan });
    return [headline, ...sentences].join(' | ');
  };
  const nothing = { going: 0, rewritten: 0, freedBytes: 0 };

  test('is what comes back now, and what later', () => {
    expect(said({ waiting: null })).toBe('120 MB can come back | None of your archives needs it.');
    expect(said({})).toMatch(/^120 MB can come back .* \| 80 MB can go between .* and .*: until then/);
    const at = Date.UTC(2026, 9, 30);
    expect(said({ ...nothing, waiting: { bytes: 1e6, from: at, until: at + 1 } })).toMatch(
      /^Nothing can go today \| 1 MB can go on /,
    );
  });

  test('is nothing where all is needed', () => {
    expect(said({ ...nothing, waiting: null })).toBe(
      'There is nothing to free | Your archives need all that is stored.',
    );
  });

  test('is nothing, and why, where it is not known what is needed', () => {
    const blocked = (...kinds: SpacePlan['blocked']) => said({ ...nothing, waiting: null, blocked: kinds });
    expect(blocked({ kind: 'unseen', names: ['a', 'b'] })).toMatch(/^Nothing can go now \| 2 archives that another/);
    expect(blocked({ kind: 'too-new', paths: ['a'] })).toMatch(/Update Passkeep first/);
    const damaged = blocked({ kind: 'damaged', paths: ['a'] }, { kind: 'list-damaged', archives: ['b'] });
    expect(damaged.match(/Check your archives first/g)).toHaveLength(1);
  });
});
