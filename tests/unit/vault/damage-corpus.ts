import type { Damage } from '../lib/damages';
import type { DamageOutcome } from '../lib/damage-outcomes';
import type { Role } from '../lib/sample-vault';

/** What is expected of a damage; what is left out is as in {@link UNHARMED}. */
export type Row = readonly [damages: readonly Damage[], expected: Partial<DamageOutcome>];

/** What a vault does in which nothing is damaged. */
export const UNHARMED: DamageOutcome = {
  keys: {},
  archives: {},
  named: [],
  tooNew: 0,
  unseen: 0,
  next: 'whole',
  prune: 'frees',
};

/** What leaves a file that is too short, or no age file at all: whoever lists or opens it can tell. */
const CUTS = [
  'emptied',
  'cut by a byte',
  'cut to its half',
  'cut in its header',
  'cut after its header',
  'cut after its nonce',
  'cut in a tag',
] as const;
/** What makes a file that no key opens, or nothing in it. */
const UNREADABLE = [
  'a bit of its first line',
  'a letter of its stanza',
  "a bit of its header's MAC",
  'a bit of its nonce',
  'a bit of its first chunk',
] as const;
/** Damages of a file that is one payload chunk. */
const ANYWHERE = [...CUTS, ...UNREADABLE, 'a bit of its last tag', 'a bit of its padding'] as const;
const [KIN, OTHER] = ['swapped with one of its kind', 'swapped with one of another kind'] as const;
const [STRANGER, BESIDE] = ["another vault's in its place", "another vault's beside it"] as const;

/** A slot is damaged where its key opens it and the rest is not what it was; else it is nobody's, or not to be told from that. */
const BROKEN_SLOT = [
  'cut by a byte',
  'cut after its header',
  'cut after its nonce',
  'cut in a tag',
  "a bit of its header's MAC",
  'a bit of its nonce',
  'a bit of its first chunk',
  'a bit of its last tag',
] as const;
const NO_SLOT = [
  'removed',
  'emptied',
  'cut in its header',
  'a bit of its first line',
  OTHER,
  'of a newer version',
] as const;

/** Sixteen photos and a note lie in the full pack; its age chunks hold one or two of them each. */
const FULL = 'photo 1-16, note.txt';
/** The other files of the other archive, and its list. */
const SMALL = 'photo 50-51, two.txt';

/** Each kind of file of the sample vault, and what comes of each damage to it. */
export const CORPUS: Readonly<Partial<Record<Role, readonly Row[]>>> = {
  'slot: passkey': [
    [[...NO_SLOT, 'renamed'], { keys: { passkey: 'PASSKEY_UNKNOWN' } }],
    [[...BROKEN_SLOT, 'cut to its half', 'a letter of its stanza'], { keys: { passkey: 'DAMAGED' } }],
    [[KIN], { keys: { passkey: 'PASSKEY_WRONG_ANSWER', 'second passkey': 'PASSKEY_WRONG_ANSWER' } }],
    [[STRANGER], { keys: { passkey: 'PASSKEY_WRONG_ANSWER' } }],
    [['there twice', BESIDE], {}],
  ],
  // Its checksum tells where it is not as it was; the line feed at its end is nothing.
  'line: passkey': [
    [
      [
        'removed',
        'emptied',
        'cut to its half',
        'a bit of its first line',
        'a bit of its last tag',
        OTHER,
        'renamed',
        'of a newer version',
        STRANGER,
      ],
      { keys: { passkey: 'PASSKEY_UNKNOWN' } },
    ],
    [[KIN], { keys: { passkey: 'PASSKEY_WRONG_ANSWER', 'second passkey': 'PASSKEY_WRONG_ANSWER' } }],
    [['cut by a byte', 'there twice', BESIDE], {}],
  ],
  // In its stanza stands what the words are tried on: they are wrong for another one.
  'slot: words': [
    [[...NO_SLOT, 'a letter of its stanza', STRANGER], { keys: { words: 'WORDS_WRONG' } }],
    [[...BROKEN_SLOT, 'cut to its half'], { keys: { words: 'DAMAGED' } }],
    [[KIN, 'renamed', 'there twice', BESIDE], {}],
  ],
  // Half of it is less than its header.
  'slot: heirs': [
    [[...NO_SLOT, 'cut to its half', 'a letter of its stanza', STRANGER], { keys: { sheets: 'SHARES_WRONG' } }],
    [BROKEN_SLOT, { keys: { sheets: 'DAMAGED' } }],
    [[KIN, 'renamed', 'there twice', BESIDE], {}],
  ],
  successor: [
    [
      [...NO_SLOT, ...BROKEN_SLOT, 'cut to its half', 'a letter of its stanza', STRANGER],
      { keys: { 'second passkey': 'behind' } },
    ],
    [[KIN, 'renamed', 'there twice', BESIDE], {}],
  ],
  'pack: full': [
    [['removed'], { archives: { One: `MISSING ${FULL}`, Two: 'MISSING photo 1' } }],
    [
      [...CUTS, 'cut after a payload chunk'],
      { archives: { One: `MISSING ${FULL}`, Two: 'MISSING photo 1' }, named: ['pack: full'] },
    ],
    // Nobody who has not read it can tell, a backup neither: its chunks are taken for saved, until a restore or a check.
    [
      [...UNREADABLE, 'of a newer version', STRANGER],
      {
        archives: { One: `DAMAGED ${FULL}`, Two: 'DAMAGED photo 1' },
        named: ['pack: full'],
        next: `DAMAGED ${FULL}`,
      },
    ],
    [
      ['a bit of its middle chunk'],
      { archives: { One: 'DAMAGED photo 9-10' }, named: ['pack: full'], next: 'DAMAGED photo 9-10' },
    ],
    // There are hardly any zeros in it, and these stand with the last photo and the note.
    [
      ['a bit of its last chunk', 'a bit of its last tag', 'a bit of its padding'],
      { archives: { One: 'DAMAGED photo 16, note.txt' }, named: ['pack: full'], next: 'DAMAGED photo 16, note.txt' },
    ],
    [
      [KIN],
      {
        archives: { One: `MISSING ${FULL}`, Two: 'list' },
        named: ['pack: full', 'pack: small'],
        next: `DAMAGED ${SMALL}`,
      },
    ],
    [[OTHER], { archives: { One: `MISSING ${FULL}`, Two: 'MISSING photo 1' }, named: ['index: Two', 'pack: full'] }],
    [['renamed', 'there twice'], {}],
    [[BESIDE], { named: ['packs: unknown'] }],
  ],
  // With the list of an archive it is not known any more what that needs: nothing is freed.
  'pack: small': [
    [['removed'], { archives: { Two: 'list' }, prune: 'waits' }],
    [[...CUTS, 'cut after a payload chunk'], { archives: { Two: 'list' }, named: ['pack: small'], prune: 'waits' }],
    [
      [...UNREADABLE, 'of a newer version', STRANGER],
      { archives: { Two: 'list' }, named: ['pack: small'], next: `DAMAGED ${SMALL}` },
    ],
    // Its list and what comes after it.
    [['a bit of its middle chunk', 'a bit of its padding'], { archives: { Two: 'list' }, named: ['pack: small'] }],
    // Zeros, and the table, which the index has as well.
    [['a bit of its last chunk', 'a bit of its last tag', 'renamed', 'there twice'], {}],
    [
      [KIN],
      {
        archives: { One: `MISSING ${FULL}`, Two: 'list' },
        named: ['pack: full', 'pack: small'],
        next: `DAMAGED ${SMALL}`,
      },
    ],
    [[OTHER], { archives: { Two: 'list' }, named: ['index: Two', 'pack: small'], prune: 'waits' }],
    [[BESIDE], { named: ['packs: unknown'] }],
  ],
  // All that an index says stands in the packs.
  'index: One': [
    [['removed', KIN, 'renamed', 'there twice'], {}],
    [[...ANYWHERE, 'of a newer version', STRANGER], { named: ['index: One'] }],
    [[OTHER], { named: ['index: One', 'snapshot: removal'], unseen: 1, prune: 'waits' }],
    [[BESIDE], { named: ['index: unknown'] }],
  ],
  'snapshot: One': [
    [['removed'], { archives: { One: 'absent' }, unseen: 1 }],
    [[...ANYWHERE, STRANGER], { archives: { One: 'absent' }, named: ['snapshot: One'], unseen: 1, prune: 'waits' }],
    [
      [KIN],
      {
        archives: { One: 'absent', Two: 'absent' },
        named: ['snapshot: One', 'snapshot: Two'],
        unseen: 2,
        prune: 'waits',
      },
    ],
    [[OTHER], { archives: { One: 'absent' }, named: ['index: Two', 'snapshot: One'], unseen: 1, prune: 'waits' }],
    [['renamed'], { archives: { One: 'absent' }, named: ['snapshots: other name'], unseen: 1, prune: 'waits' }],
    [['there twice'], { named: ['snapshots: other name'], prune: 'waits' }],
    [['of a newer version'], { archives: { One: 'absent' }, tooNew: 1, unseen: 1, prune: 'waits' }],
    [[BESIDE], { named: ['snapshots: unknown'], prune: 'waits' }],
  ],
  'snapshot: removal': [
    [['removed'], { unseen: 1 }],
    [[...ANYWHERE, STRANGER], { named: ['snapshot: removal'], unseen: 1, prune: 'waits' }],
    [
      [KIN],
      {
        named: ['snapshot: keys', 'snapshot: removal'],
        unseen: 2,
        prune: 'waits',
      },
    ],
    [[OTHER], { named: ['index: Two', 'snapshot: removal'], unseen: 1, prune: 'waits' }],
    [['renamed'], { named: ['snapshots: other name'], unseen: 1, prune: 'waits' }],
    [['there twice'], { named: ['snapshots: other name'], prune: 'waits' }],
    [['of a newer version'], { tooNew: 1, unseen: 1, prune: 'waits' }],
    [[BESIDE], { named: ['snapshots: unknown'], prune: 'waits' }],
  ],
  // Without a record the keys open what they opened: those that were left behind read, and write nothing.
  'snapshot: keys': [
    [['removed'], { unseen: 1 }],
    [
      ANYWHERE.filter((damage) => damage !== 'a letter of its stanza'),
      { named: ['snapshot: keys'], unseen: 1, prune: 'waits' },
    ],
    [[KIN], { named: ['snapshot: keys', 'snapshot: removal'], unseen: 2, prune: 'waits' }],
    [[OTHER], { named: ['index: Two', 'snapshot: keys'], unseen: 1, prune: 'waits' }],
    [['renamed'], { named: ['snapshots: other name'], unseen: 1, prune: 'waits' }],
    [['there twice'], { named: ['snapshots: other name'], prune: 'waits' }],
    [['of a newer version'], { tooNew: 1, unseen: 1, prune: 'waits' }],
    // For an identity that is not known, and no record: the vault's may have been changed, and these keys left out.
    [
      [STRANGER, 'a letter of its stanza'],
      { keys: { passkey: 'reads', words: 'reads' }, named: ['snapshot: keys'], unseen: 1, prune: 'waits' },
    ],
    [[BESIDE], { named: ['snapshots: unknown'], prune: 'waits' }],
  ],
};
