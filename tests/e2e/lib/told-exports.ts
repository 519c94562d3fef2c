import type { DraftInspection } from '../../../utils/messages/inspection.ts';
import { type ChatSummary, type ExportSummary, totalsOf } from '../../../utils/messengers/summary/summary.ts';
import type { Archive } from '../../../utils/vault/types.ts';

/** A chat of four people, with what nothing had to be asked for. */
export function chatOf(change: Partial<ChatSummary>): ChatSummary {
  const known = { id: 'Family', title: 'Family', kind: 'group', messages: 12_403, system: 7, participants: 4 } as const;
  const files = { attachments: 812, attachmentsMissing: 7 };
  const times = { first: '2019-05-03T18:02:00', last: '2026-11-20T21:14:00', atLast: 1 };
  return { ...known, ...files, ...times, ...change };
}

/** An export of {@link chatOf}. */
export function exportOf(change: Partial<ExportSummary>): ExportSummary {
  const chats = change.chats ?? [chatOf({})];
  const people = Math.max(0, ...chats.map(({ participants }) => participants));
  const known = { path: 'Family.zip', messenger: 'whatsapp', variant: 'ios', people } as const;
  return { ...known, chats, unparsed: 0, unparsedFirst: [], ...change };
}

/** What was found in a draft. */
export function foundIn(exports: readonly ExportSummary[], change: Partial<DraftInspection> = {}): DraftInspection {
  return { exports, problems: [], compared: true, ...change };
}

/** An archive with exports. */
export function archiveOf(exports: readonly ExportSummary[], change: Partial<Archive> = {}): Archive {
  const known = { id: '0'.repeat(64), title: 'Family', createdAt: Date.UTC(2026, 10, 21, 9, 12) };
  const size = { files: 1, bytes: 1_310_000_000, addedBytes: 40_000_000, problems: [], problemCount: 0 };
  return { ...known, ...size, exports: exports.map(totalsOf), missing: null, isLate: false, ...change };
}

/** {@link Archive.exports} of which 3 lines, of 250 in all, were not understood. */
export const NOT_ALL_UNDERSTOOD = exportOf({
  unparsed: 250,
  unparsedFirst: [
    {
      file: 'Family.zip/_chat.txt',
      line: 17,
      reason: 'syntax',
      excerpt: '[99/99/19, 18:02:11] Mina: <b>&amp; so</b>\n\u202eabc',
    },
    { file: 'Family.zip/_chat.txt', line: 12_404, reason: 'cut-short', excerpt: '' },
    { file: 'Family.zip/_chat.txt', line: 12_405, reason: 'too-long', excerpt: 'x'.repeat(200) },
  ],
});

/** Two dates that can be read in two ways, of people of whom one may be the user. */
export const OPEN_CHAT = chatOf({
  participants: 2,
  first: '2019-05-03T18:02:00',
  dayFirst: { value: true, by: 'guess' },
  me: { id: 'Mina', by: 'guess' },
  people: [
    { id: 'Mina', name: 'Mina' },
    { id: 'דוד', name: 'דוד' },
  ],
});
