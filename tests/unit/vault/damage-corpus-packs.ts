import type { Role } from '../lib/sample-vault';
import { BESIDE, KIN, LETTER, NEWER, OTHER, type Row, STRANGER, TWICE } from './damage-rows';

/** Sixteen photos and a note lie in the full pack, one of the photos for both archives; in the small one all else of the other. */
const FULL = 'photo 1-16, note.txt';
const FULL_MISSING = { One: `MISSING ${FULL}`, Two: 'MISSING photo 1' } as const;
const FULL_DAMAGED = { One: `DAMAGED ${FULL}`, Two: 'DAMAGED photo 1' } as const;

const INDEX = 'index: Two';
const INDEX_MISPLACED = 'misplaced index: Two (harmless)';
const SMALL_UNINDEXED = 'unindexed pack: small (harmless)';

/** What damages a whole pack that stays as long as it was. */
const SPOILT = [
  'a bit of its first line',
  LETTER,
  "a bit of its header's MAC",
  'a bit of its nonce',
  STRANGER,
] as const;

/** What comes of damages to packs. */
export const PACKS_CORPUS: Readonly<Partial<Record<Role, readonly Row[]>>> = {
  'pack: full': [
    [['removed'], { archives: FULL_MISSING, found: ['missing pack: full'], repaired: FULL_MISSING }],
    [
      ['emptied', 'cut in its header', 'cut after its header', 'cut after its nonce'],
      { archives: FULL_MISSING, named: ['pack: full'], found: ['incomplete pack: full'], repaired: FULL_MISSING },
    ],
    // What a short file has got is salvaged; the file stays, since the rest of it may still come.
    [
      ['cut by a byte', 'cut in a tag', 'cut after a payload chunk'],
      {
        archives: FULL_MISSING,
        named: ['pack: full'],
        found: ['incomplete pack: full'],
        repaired: { One: 'MISSING photo 16, note.txt' },
      },
    ],
    [
      ['cut to its half'],
      {
        archives: FULL_MISSING,
        named: ['pack: full'],
        found: ['incomplete pack: full'],
        repaired: { One: 'MISSING photo 8-16, note.txt' },
      },
    ],
    // Nobody who has not read it can tell, a backup neither: its chunks are taken for saved, until a restore or a check.
    [
      SPOILT,
      {
        archives: FULL_DAMAGED,
        named: ['pack: full'],
        next: `DAMAGED ${FULL}`,
        found: ['damaged pack: full'],
        repaired: FULL_MISSING,
        aside: ['index: One', 'pack: full'],
      },
    ],
    [
      [NEWER],
      {
        archives: FULL_DAMAGED,
        named: ['pack: full'],
        next: `DAMAGED ${FULL}`,
        found: ['too-new pack: full'],
        repaired: FULL_DAMAGED,
      },
    ],
    // A damaged payload chunk costs the one or two photos in it.
    [
      ['a bit of its first chunk'],
      {
        archives: { One: 'DAMAGED photo 1-2', Two: 'DAMAGED photo 1' },
        named: ['pack: full'],
        next: 'DAMAGED photo 1-2',
        found: ['damaged pack: full'],
        repaired: { One: 'MISSING photo 1-2', Two: 'MISSING photo 1' },
        aside: ['index: One', 'pack: full'],
      },
    ],
    [
      ['a bit of its middle chunk'],
      {
        archives: { One: 'DAMAGED photo 9-10' },
        named: ['pack: full'],
        next: 'DAMAGED photo 9-10',
        found: ['damaged pack: full'],
        repaired: { One: 'MISSING photo 9-10' },
        aside: ['index: One', 'pack: full'],
      },
    ],
    // There are hardly any zeros in it, and these stand with the last photo and the note.
    [
      ['a bit of its last chunk', 'a bit of its last tag', 'a bit of its padding'],
      {
        archives: { One: 'DAMAGED photo 16, note.txt' },
        named: ['pack: full'],
        next: 'DAMAGED photo 16, note.txt',
        found: ['damaged pack: full'],
        repaired: { One: 'MISSING photo 16, note.txt' },
        aside: ['index: One', 'pack: full'],
      },
    ],
    // Both are whole, and what is in them stands in their own tables.
    [
      [KIN],
      {
        archives: { One: `MISSING ${FULL}`, Two: 'list' },
        named: ['pack: full', 'pack: small'],
        found: ['disagrees index: One', 'disagrees index: Two'],
        aside: ['index: One', 'index: Two'],
      },
    ],
    [
      [OTHER],
      {
        archives: FULL_MISSING,
        named: [INDEX, 'pack: full'],
        found: [INDEX_MISPLACED, 'misplaced pack: full', SMALL_UNINDEXED],
        repaired: FULL_MISSING,
        aside: ['index: One', 'pack: full'],
      },
    ],
    [['renamed'], { found: ['missing pack: full (harmless)', 'unindexed packs: other name (harmless)'] }],
    [[TWICE], { found: ['unindexed packs: other name (harmless)'] }],
    [[BESIDE], { named: ['packs: unknown'], found: ['foreign packs: unknown (harmless)'] }],
  ],
  // With the list of an archive it is not known any more what that needs: nothing is freed. A backup reads the list of the one
  // before, meets the damage, and saves anew what it would have relied on.
  'pack: small': [
    [
      ['removed'],
      { archives: { Two: 'list' }, prune: 'waits', found: ['missing pack: small'], repaired: { Two: 'list' } },
    ],
    [
      ['emptied', 'cut to its half', 'cut in its header', 'cut after its header', 'cut after its nonce'],
      {
        archives: { Two: 'list' },
        named: ['pack: small'],
        prune: 'waits',
        found: ['incomplete pack: small'],
        repaired: { Two: 'list' },
      },
    ],
    // Only zeros and the table have gone.
    [
      ['cut by a byte', 'cut in a tag', 'cut after a payload chunk'],
      { archives: { Two: 'list' }, named: ['pack: small'], prune: 'waits', found: ['incomplete pack: small'] },
    ],
    [
      SPOILT,
      {
        archives: { Two: 'list' },
        named: ['pack: small'],
        found: ['damaged pack: small'],
        repaired: { Two: 'list' },
        aside: [INDEX, 'pack: small'],
      },
    ],
    [
      [NEWER],
      {
        archives: { Two: 'list' },
        named: ['pack: small'],
        found: ['too-new pack: small'],
        repaired: { Two: 'list' },
      },
    ],
    [
      ['a bit of its first chunk'],
      {
        archives: { Two: 'DAMAGED photo 50-51' },
        named: ['pack: small'],
        next: 'DAMAGED photo 50-51',
        found: ['damaged pack: small'],
        repaired: { Two: 'MISSING photo 50-51' },
        aside: [INDEX, 'pack: small'],
      },
    ],
    // Its list, and the zeros after it.
    [
      ['a bit of its middle chunk', 'a bit of its padding'],
      {
        archives: { Two: 'list' },
        named: ['pack: small'],
        found: ['damaged pack: small'],
        repaired: { Two: 'list' },
        aside: [INDEX, 'pack: small'],
      },
    ],
    // Zeros, and the table, which the index has as well.
    [
      ['a bit of its last chunk', 'a bit of its last tag'],
      { found: ['damaged pack: small'], aside: [INDEX, 'pack: small'] },
    ],
    [
      [KIN],
      {
        archives: { One: `MISSING ${FULL}`, Two: 'list' },
        named: ['pack: full', 'pack: small'],
        found: ['disagrees index: One', 'disagrees index: Two'],
        aside: ['index: One', 'index: Two'],
      },
    ],
    [
      [OTHER],
      {
        archives: { Two: 'list' },
        named: [INDEX, 'pack: small'],
        prune: 'waits',
        found: [INDEX_MISPLACED, 'misplaced pack: small (harmless)'],
        repaired: { Two: 'list' },
      },
    ],
    [['renamed'], { found: ['missing pack: small (harmless)', 'unindexed packs: other name (harmless)'] }],
    [[TWICE], { found: ['unindexed packs: other name (harmless)'] }],
    [[BESIDE], { named: ['packs: unknown'], found: ['foreign packs: unknown (harmless)'] }],
  ],
};
