import { capturedWords } from '@/components/exports/captured-words';
import { addedWords, exportFacts } from '@/components/exports/export-words';
import { messengerName } from '@/components/exports/messenger-name';
import { period } from '@/components/exports/period';
import { unparsedWords } from '@/components/exports/unparsed-words';
import type { ExportTotals } from '@/utils/messengers/summary/summary';
import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', async () => await import('./fake-browser'));

const FAMILY: ExportTotals = {
  messenger: 'whatsapp',
  variant: 'ios',
  title: 'Family',
  chats: 1,
  messages: 12_403,
  people: 4,
  attachments: 812,
  attachmentsMissing: 7,
  first: '2019-05-03T18:02:00',
  last: '2026-11-20T21:14:00',
  unparsed: 3,
};

const lineOf = (totals: ExportTotals, known?: string) => exportFacts(totals, known).filter(Boolean).join(' · ');

test('an export in one line', () => {
  expect(lineOf(FAMILY)).toBe(
    'WhatsApp · Family · 12,403 messages · 4 people · 3 May 2019 to 20 Nov 2026 · 812 attachments (7 missing)',
  );
  expect(unparsedWords(FAMILY)).toBe('3 lines not understood');
});

test.each<[string, Partial<ExportTotals>, string]>([
  ['its title is said already', { title: 'Known' }, 'WhatsApp · 12,403 messages'],
  ['it has no title', { title: '' }, 'WhatsApp · 12,403 messages'],
  ['it has several chats', { title: '', chats: 48 }, 'WhatsApp · 48 chats · 12,403 messages'],
  ['it has a name that would reorder the line', { title: '\u202eFamily' }, 'WhatsApp · \ufffdFamily · '],
  ['it has no times', { first: null, last: null }, '4 people · 812 attachments'],
  ['it has no people', { people: 0 }, 'messages · 3 May 2019'],
  ['nothing is missing', { attachmentsMissing: 0 }, '· 812 attachments'],
  ['it has one message', { messages: 1, people: 1 }, ' · 1 message · 1 person · '],
  ['it was read in a page', { variant: 'captured-view' }, 'WhatsApp · captured view · Family · '],
  [
    'it was read in a page, and does not reach what was read before',
    { variant: 'captured-view', captured: { ended: 'stopped', gap: true, unseen: [] } },
    'WhatsApp · captured view · may have a gap · Family · ',
  ],
  ['it has no chat', { chats: 0, messages: 0 }, 'WhatsApp · no chats in it'],
])('an export in one line when %s', (_, change, line) => {
  expect(lineOf({ ...FAMILY, ...change }, 'Known')).toContain(line);
});

test('what is not there is not counted', () => {
  expect(lineOf({ ...FAMILY, attachments: 0, attachmentsMissing: 0 })).not.toContain('attachment');
  expect(unparsedWords({ unparsed: 0 })).toBeNull();
});

test('pieces are no lines where lines say nothing', () => {
  const piece = { file: 'a.json', line: null, reason: 'unknown', excerpt: '' } as const;
  expect(unparsedWords({ unparsed: 1, unparsedFirst: [piece] })).toBe('1 piece not understood');
});

test.each([
  [214, 9, '+214 messages, 9 attachments since the last backup'],
  [1, 0, '+1 message since the last backup'],
  [0, 2, '+2 attachments since the last backup'],
  [0, 0, 'Nothing new since the last backup: you are up to date.'],
])('%i messages and %i attachments more', (messages, attachments, words) => {
  expect(addedWords({ messages, attachments }, 'last')).toBe(words);
});

test('an archive is compared with the one before it', () => {
  expect(addedWords({ messages: 2, attachments: 0 }, 'before')).toBe('+2 messages since the backup before');
});

test('a time without a zone is the day that it says, one with a zone is a day here', () => {
  expect(period('2019-05-03T00:00:00', '2019-05-03T23:59:59.999')).toBe('3 May 2019');
  const here = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const [first, last] = ['2019-05-03T00:00:00Z', '2019-05-05T23:59:59+02:00'];
  expect(period(first, last)).toBe(`${here.format(Date.parse(first))} to ${here.format(Date.parse(last))}`);
  expect(period('2019-05-03T00:00:00', null)).toBe('3 May 2019');
  expect(period(null, null)).toBeNull();
});

test('what a captured view lacks', () => {
  expect(capturedWords({ ended: 'top', gap: false, unseen: [] })).toEqual([
    'Captured from the messenger’s page, back to where the chat begins.',
  ]);
  expect(capturedWords({ ended: 'stopped', gap: true, unseen: ['edits', 'media', 'seconds'] })).toEqual([
    'Captured from the messenger’s page, back to where you stopped it.',
    'What the page did not show is not in it: earlier texts of edited messages, some pictures and files, seconds of times.',
  ]);
});

test('messengers are called as they call themselves', () => {
  expect([messengerName('google-chat'), messengerName('imessage')]).toEqual(['Google Chat', 'Messages (iMessage)']);
});
