import type { Role } from '../lib/sample-vault';
import { KEYS_CORPUS } from './damage-corpus-keys';
import { PACKS_CORPUS } from './damage-corpus-packs';
import { SNAPSHOTS_CORPUS } from './damage-corpus-snapshots';
import { BESIDE, BITS, CUTS, KIN, LETTER, NEWER, OTHER, type Row, STRANGER, TWICE } from './damage-rows';

/** The packs of an archive whose index is not to be read. */
const UNINDEXED = ['unindexed pack: full (harmless)', 'unindexed pack: rest (harmless)'] as const;

/** What comes of damages to an index file: all that it says stands in the packs. */
const INDEX_CORPUS: Readonly<Partial<Record<Role, readonly Row[]>>> = {
  'index: One': [
    [['removed'], { found: UNINDEXED }],
    [[KIN, 'renamed', TWICE], {}],
    [CUTS, { named: ['index: One'], found: ['incomplete index: One (harmless)', ...UNINDEXED] }],
    [BITS, { named: ['index: One'], found: ['damaged index: One', ...UNINDEXED], aside: ['index: One'] }],
    [[LETTER, STRANGER], { named: ['index: One'], found: ['foreign index: One (harmless)', ...UNINDEXED] }],
    [[NEWER], { named: ['index: One'], found: ['too-new index: One (harmless)', ...UNINDEXED] }],
    [
      [OTHER],
      {
        named: ['index: One', 'snapshot: removal'],
        unseen: 1,
        prune: 'waits',
        found: [
          'misplaced index: One (harmless)',
          'misplaced snapshot: removal',
          'missing snapshots: unknown',
          ...UNINDEXED,
        ],
      },
    ],
    [[BESIDE], { named: ['index: unknown'], found: ['foreign index: unknown (harmless)'] }],
  ],
};

/** Each kind of file of the sample vault, and what comes of each damage to it. */
export const CORPUS = { ...KEYS_CORPUS, ...PACKS_CORPUS, ...INDEX_CORPUS, ...SNAPSHOTS_CORPUS };
