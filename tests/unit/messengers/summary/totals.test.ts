import { MOST_TOTALS, totalsOfAll } from '@/utils/messengers/summary/most-totals';
import { totalsOf } from '@/utils/messengers/summary/summary';
import { expect, test } from 'vitest';
import { chatSummary, exportSummary } from '../../lib/exports';

test('the numbers of an export are those of its chats together', () => {
  const chats = [
    chatSummary({ added: { messages: 5, attachments: 1 } }),
    chatSummary({ first: '2018-01-01T00:00:00', last: '2018-01-02T00:00:00', messages: 30 }),
    chatSummary({ first: null, last: null, messages: 1, attachments: 0, attachmentsMissing: 0 }),
  ];
  expect(totalsOf(exportSummary({ chats, people: 7 }))).toEqual({
    messenger: 'whatsapp',
    variant: 'android',
    title: '',
    chats: 3,
    messages: 43,
    people: 7,
    attachments: 8,
    attachmentsMissing: 2,
    first: '2018-01-01T00:00:00',
    last: '2026-11-20T21:40:00',
    unparsed: 1,
    // Chats of which there is no earlier archive are new as a whole.
    added: { messages: 36, attachments: 5 },
  });
  expect(totalsOf(exportSummary())).toMatchObject({ title: 'Family 👪', chats: 1 });
  expect(totalsOf(exportSummary())).not.toHaveProperty('added');
  expect(totalsOf(exportSummary({ chats: [] }))).toMatchObject({ title: '', chats: 0, first: null, last: null });
});

test('more exports than an archive tells of one by one are counted together, none left out', () => {
  const exports = Array.from({ length: MOST_TOTALS }, () => exportSummary());
  expect(totalsOfAll(exports)).toHaveLength(MOST_TOTALS);
  const more = [...exports, exportSummary(), exportSummary({ messenger: 'telegram', variant: 'json' })];
  expect(totalsOfAll(more)).toMatchObject([
    { messenger: 'whatsapp', title: '', chats: 101, messages: 1212, people: 303, unparsed: 101 },
    { messenger: 'telegram', title: 'Family 👪', chats: 1, messages: 12 },
  ]);
});
