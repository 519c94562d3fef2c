import type { Role } from '../lib/sample-vault';
import { BESIDE, KIN, LETTER, NEWER, OTHER, type Row, STRANGER, TWICE } from './damage-rows';

/** What a slot's key opens, and what is in it is not what it was. */
const BROKEN = [
  'cut by a byte',
  'cut after its header',
  'cut after its nonce',
  'cut in a tag',
  "a bit of its header's MAC",
  'a bit of its nonce',
  'a bit of its first chunk',
  'a bit of its last tag',
] as const;
/** What no key is tried on. */
const NONE = ['emptied', 'cut in its header', 'a bit of its first line', NEWER] as const;

/** What is found where the file of an index stands in the place of a slot. */
const INDEX_AS_SLOT = ['foreign index: Two (harmless)', 'unindexed pack: small (harmless)'] as const;

/** What comes of damages to the files of keys: which keys open no more, and what a check says. */
export const KEYS_CORPUS: Readonly<Partial<Record<Role, readonly Row[]>>> = {
  'slot: passkey': [
    [['removed'], { keys: { passkey: 'PASSKEY_UNKNOWN' }, found: ['missing slot: passkey'] }],
    [NONE, { keys: { passkey: 'PASSKEY_UNKNOWN' }, found: ['damaged slot: passkey'] }],
    [[OTHER], { keys: { passkey: 'PASSKEY_UNKNOWN' }, found: ['damaged slot: passkey', ...INDEX_AS_SLOT] }],
    // The line that names its passkey has not come along.
    [
      ['renamed'],
      {
        keys: { passkey: 'PASSKEY_UNKNOWN' },
        found: ['misplaced keys: other name (harmless)', 'missing slot: passkey'],
      },
    ],
    [[...BROKEN, 'cut to its half', LETTER], { keys: { passkey: 'DAMAGED' }, found: ['damaged slot: passkey'] }],
    [
      [KIN],
      {
        keys: { passkey: 'PASSKEY_WRONG_ANSWER', 'second passkey': 'PASSKEY_WRONG_ANSWER' },
        found: ['damaged slot: passkey', 'damaged slot: second passkey'],
      },
    ],
    [[STRANGER], { keys: { passkey: 'PASSKEY_WRONG_ANSWER' }, found: ['damaged slot: passkey'] }],
    [[TWICE], { found: ['misplaced keys: other name (harmless)'] }],
    [[BESIDE], { found: ['missing keys: unknown (harmless)'] }],
  ],
  'line: passkey': [
    [['removed', 'renamed'], { keys: { passkey: 'PASSKEY_UNKNOWN' }, found: ['missing line: passkey'] }],
    [
      ['emptied', 'cut to its half', 'a bit of its first line', 'a bit of its last tag', NEWER, STRANGER],
      { keys: { passkey: 'PASSKEY_UNKNOWN' }, found: ['damaged line: passkey'] },
    ],
    [
      [OTHER],
      {
        keys: { passkey: 'PASSKEY_UNKNOWN' },
        found: ['damaged line: passkey', 'incomplete index: Two (harmless)', 'unindexed pack: small (harmless)'],
      },
    ],
    [
      [KIN],
      {
        keys: { passkey: 'PASSKEY_WRONG_ANSWER', 'second passkey': 'PASSKEY_WRONG_ANSWER' },
        found: ['damaged line: passkey', 'damaged line: second passkey'],
      },
    ],
    // The line feed at its end is nothing.
    [['cut by a byte', TWICE, BESIDE], {}],
  ],
  'slot: words': [
    [['removed'], { keys: { words: 'WORDS_WRONG' }, found: ['missing slot: words'] }],
    // In its stanza stands what the words are tried on: they are wrong for another one.
    [[...NONE, LETTER, STRANGER], { keys: { words: 'WORDS_WRONG' }, found: ['damaged slot: words'] }],
    [[OTHER], { keys: { words: 'WORDS_WRONG' }, found: ['damaged slot: words', ...INDEX_AS_SLOT] }],
    [[...BROKEN, 'cut to its half'], { keys: { words: 'DAMAGED' }, found: ['damaged slot: words'] }],
    [[KIN], { found: ['damaged slot: password (harmless)', 'damaged slot: words (harmless)'] }],
    [['renamed'], { found: ['misplaced keys: other name (harmless)', 'missing slot: words (harmless)'] }],
    [[TWICE], { found: ['misplaced keys: other name (harmless)'] }],
    [[BESIDE], {}],
  ],
  'slot: heirs': [
    [['removed'], { keys: { sheets: 'SHARES_WRONG' }, found: ['missing slot: heirs'] }],
    // Half of it is less than its header.
    [
      [...NONE, 'cut to its half', LETTER, STRANGER],
      { keys: { sheets: 'SHARES_WRONG' }, found: ['damaged slot: heirs'] },
    ],
    [[OTHER], { keys: { sheets: 'SHARES_WRONG' }, found: ['damaged slot: heirs', ...INDEX_AS_SLOT] }],
    [BROKEN, { keys: { sheets: 'DAMAGED' }, found: ['damaged slot: heirs'] }],
    [[KIN], { found: ['damaged slot: heirs (harmless)', 'misplaced successor (harmless)'] }],
    [['renamed'], { found: ['misplaced keys: other name (harmless)', 'missing slot: heirs (harmless)'] }],
    [[TWICE], { found: ['misplaced keys: other name (harmless)'] }],
    [[BESIDE], {}],
  ],
  // The record has digests of successors and no names: a check knows of none that it is gone.
  successor: [
    [
      [
        'removed',
        'cut by a byte',
        'cut in a tag',
        "a bit of its header's MAC",
        'a bit of its nonce',
        'a bit of its first chunk',
        'a bit of its last tag',
        LETTER,
        STRANGER,
      ],
      { keys: { 'second passkey': 'behind' } },
    ],
    [
      [
        'emptied',
        'cut in its header',
        'a bit of its first line',
        'cut after its header',
        'cut after its nonce',
        'cut to its half',
      ],
      { keys: { 'second passkey': 'behind' }, found: ['damaged successor'] },
    ],
    [[OTHER], { keys: { 'second passkey': 'behind' }, found: [...INDEX_AS_SLOT] }],
    [[NEWER], { keys: { 'second passkey': 'behind' }, found: ['foreign successor (harmless)'] }],
    [[KIN], { found: ['damaged slot: heirs (harmless)', 'misplaced successor (harmless)'] }],
    [['renamed', TWICE, BESIDE], {}],
  ],
};
