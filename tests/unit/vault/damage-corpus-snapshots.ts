import type { DamageOutcome } from '../lib/damage-outcomes';
import type { Role } from '../lib/sample-vault';
import { BESIDE, BITS, CUTS, KIN, LETTER, NEWER, OTHER, type Row, STRANGER, TWICE } from './damage-rows';

/** An archive that was removed: without the record that says so it is one that others knew, and that is not here. */
const GONE = 'missing snapshots: unknown';

/** Where a snapshot cannot be read, what it needs is not known: nothing is freed. */
const UNREAD = { unseen: 1, prune: 'waits' } as const;
const ABSENT = { archives: { One: 'absent' }, repaired: { One: 'absent' } } as const;
/** A whole snapshot under a name that is not its own: a repair gives it its own. */
const MISPLACED = { named: ['snapshots: other name'], prune: 'waits', aside: ['snapshots: other name'] } as const;
const COPY: Partial<DamageOutcome> = { ...MISPLACED, found: ['misplaced snapshots: other name (harmless)'] };
const UNKNOWN: Partial<DamageOutcome> = {
  named: ['snapshots: unknown'],
  prune: 'waits',
  found: ['foreign snapshots: unknown'],
};
const INDEX_AS_SNAPSHOT = ['misplaced index: Two (harmless)', 'unindexed pack: small (harmless)'] as const;

/** What comes of damages to snapshots. */
export const SNAPSHOTS_CORPUS: Readonly<Partial<Record<Role, readonly Row[]>>> = {
  'snapshot: One': [
    [['removed'], { ...ABSENT, unseen: 1, found: ['missing snapshot: One'] }],
    [CUTS, { ...ABSENT, ...UNREAD, named: ['snapshot: One'], found: ['incomplete snapshot: One'] }],
    [[...BITS, LETTER, STRANGER], { ...ABSENT, ...UNREAD, named: ['snapshot: One'], found: ['damaged snapshot: One'] }],
    // A repair does not put one in the place of the other: each name is taken.
    [
      [KIN],
      {
        archives: { One: 'absent', Two: 'absent' },
        named: ['snapshot: One', 'snapshot: Two'],
        unseen: 2,
        prune: 'waits',
        found: ['misplaced snapshot: One', 'misplaced snapshot: Two'],
        repaired: { One: 'absent', Two: 'absent' },
      },
    ],
    [
      [OTHER],
      {
        ...ABSENT,
        ...UNREAD,
        named: ['index: Two', 'snapshot: One'],
        found: ['misplaced snapshot: One', ...INDEX_AS_SNAPSHOT],
      },
    ],
    [
      ['renamed'],
      {
        ...MISPLACED,
        archives: { One: 'absent' },
        unseen: 1,
        found: ['misplaced snapshots: other name', 'missing snapshot: One'],
      },
    ],
    [[TWICE], COPY],
    [[NEWER], { ...ABSENT, ...UNREAD, tooNew: 1, found: ['missing snapshot: One', 'too-new snapshots: unknown'] }],
    [[BESIDE], UNKNOWN],
  ],
  'snapshot: removal': [
    [['removed'], { unseen: 1, found: [GONE] }],
    [CUTS, { ...UNREAD, named: ['snapshot: removal'], found: ['incomplete snapshot: removal', GONE] }],
    [BITS, { ...UNREAD, named: ['snapshot: removal'], found: ['damaged snapshot: removal', GONE] }],
    [[LETTER, STRANGER], { ...UNREAD, named: ['snapshot: removal'], found: ['foreign snapshot: removal', GONE] }],
    [
      [KIN],
      {
        named: ['snapshot: keys', 'snapshot: removal'],
        unseen: 2,
        prune: 'waits',
        found: ['misplaced snapshot: keys', 'misplaced snapshot: removal', GONE],
      },
    ],
    [
      [OTHER],
      {
        ...UNREAD,
        named: ['index: Two', 'snapshot: removal'],
        found: ['misplaced snapshot: removal', GONE, ...INDEX_AS_SNAPSHOT],
      },
    ],
    [['renamed'], { ...MISPLACED, unseen: 1, found: ['misplaced snapshots: other name', GONE] }],
    [[TWICE], COPY],
    [[NEWER], { ...UNREAD, tooNew: 1, found: [GONE, 'too-new snapshots: unknown'] }],
    [[BESIDE], UNKNOWN],
  ],
  // There is another file of the same record: nothing is lost, nor held back.
  'snapshot: keys': [
    [['removed'], { unseen: 1, found: ['missing snapshot: keys'] }],
    [CUTS, { ...UNREAD, named: ['snapshot: keys'], found: ['incomplete snapshot: keys'] }],
    [[...BITS, STRANGER, LETTER], { ...UNREAD, named: ['snapshot: keys'], found: ['damaged snapshot: keys'] }],
    [
      [KIN],
      {
        named: ['snapshot: keys', 'snapshot: removal'],
        unseen: 2,
        prune: 'waits',
        found: ['misplaced snapshot: keys', 'misplaced snapshot: removal', GONE],
      },
    ],
    [
      [OTHER],
      {
        ...UNREAD,
        named: ['index: Two', 'snapshot: keys'],
        found: ['misplaced snapshot: keys', ...INDEX_AS_SNAPSHOT],
      },
    ],
    [['renamed'], { ...MISPLACED, unseen: 1, found: ['misplaced snapshots: other name', 'missing snapshot: keys'] }],
    [[TWICE], COPY],
    [[NEWER], { ...UNREAD, tooNew: 1, found: ['missing snapshot: keys', 'too-new snapshots: unknown'] }],
    [[BESIDE], UNKNOWN],
  ],
};
