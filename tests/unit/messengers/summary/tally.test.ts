import type { FoundExport } from '@/utils/messengers/format';
import type { ExportEvent, Message, Moment } from '@/utils/messengers/model';
import { Summariser } from '@/utils/messengers/summary/summarise';
import {
  type ChatMark,
  type ChatMarks,
  type ExportSummary,
  markKey,
  MOST_NAMED,
} from '@/utils/messengers/summary/summary';
import { momentOf } from '@/utils/messengers/time/iso';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const found = { messenger: 'whatsapp', variant: 'android', path: 'a.txt' } as FoundExport;
const NOON = Date.UTC(2026, 0, 2, 12);
const MINUTE = 60_000;

const at = (minutes: number, zone: number | null = null) => momentOf(NOON + minutes * MINUTE, zone, 'minute');
const chat: ExportEvent = { type: 'chat', chat: { id: 'c', title: 'Chat', kind: 'group' } };
function message(time: Moment | null, change: Partial<Message> = {}): ExportEvent {
  return {
    type: 'message',
    message: { chat: 'c', id: null, seq: 0, time, sender: 'Anna', kind: 'text', text: '', ...change },
  };
}
function person(id: string, me?: 'sure' | 'guess', name = id): ExportEvent {
  return { type: 'participant', chat: 'c', participant: { id, name }, ...(me && { me }) };
}
function summaryOf(events: readonly ExportEvent[], marks: ChatMarks = new Map()): ExportSummary {
  const summariser = new Summariser(found, marks);
  for (const event of events) summariser.take(event);
  return summariser.summary();
}
const chatOf = (...events: ExportEvent[]) => summaryOf([chat, ...events]).chats[0];
/** What is new of some messages since an earlier archive of the chat. */
function added(mark: Partial<ChatMark>, ...times: (Moment | null)[]) {
  const marks = new Map([[markKey('whatsapp', 'c'), { last: null, atLast: 0, ...mark }]]);
  return summaryOf([chat, ...times.map((time) => message(time))], marks).chats[0]?.added?.messages;
}

describe('what is counted of a chat', () => {
  test('messages of all kinds, those of the messenger among them, and files that are there or not', () => {
    const file = { kind: 'image', name: 'a.jpg' } as const;
    expect(
      chatOf(
        message(at(0), { kind: 'system', sender: null }),
        message(at(1), { kind: 'call' }),
        message(at(2), { kind: 'deleted' }),
        message(at(3), {
          attachments: [
            { ...file, path: 'a.jpg' },
            { ...file, path: null, missing: 'left-out' },
          ],
        }),
        message(null),
      ),
    ).toMatchObject({ messages: 5, system: 1, participants: 1, attachments: 2, attachmentsMissing: 1 });
  });

  test('the first and the last time, whatever the order, and how many have the last', () => {
    expect(chatOf(message(at(5)), message(null), message(at(9)), message(at(1)), message(at(9)))).toMatchObject({
      first: '2026-01-02T12:01:00',
      last: '2026-01-02T12:09:00',
      atLast: 2,
    });
    expect(chatOf(message(null))).toMatchObject({ first: null, last: null, atLast: 0 });
    // 14:01 in Berlin is 13:01 in London, and later than that place's 13:00.
    expect(chatOf(message(at(61, 60)), message(at(60, 0)))).toMatchObject({
      first: '2026-01-02T13:00:00Z',
      last: '2026-01-02T14:01:00+01:00',
    });
  });

  test('people who are listed, and who write without being', () => {
    const summary = summaryOf([chat, person('Ben'), message(at(0)), message(at(0), { sender: null }), person('Anna')]);
    expect(summary).toMatchObject({ people: 2, chats: [{ participants: 2 }] });
    const other: ExportEvent = { type: 'chat', chat: { id: 'd', title: '', kind: 'direct' } };
    const both = summaryOf([
      chat,
      other,
      message(at(0)),
      message(at(0), { chat: 'd' }),
      message(at(0), { chat: 'd', sender: 'Ben' }),
    ]);
    expect(both).toMatchObject({ people: 2, chats: [{ participants: 1 }, { participants: 2 }] });
  });

  test('who made the export: as the file says, else a guess, and then who it can be', () => {
    expect(chatOf(person('Ben', 'guess'), person('Anna', 'sure'), person('Cem', 'guess'))).toMatchObject({
      me: { id: 'Anna', by: 'file' },
    });
    expect(chatOf(person('Anna', 'sure'))).not.toHaveProperty('people');
    expect(chatOf(person('Anna'), person('b', 'guess', 'Ben'))).toMatchObject({
      me: { id: 'b', by: 'guess' },
      people: [
        { id: 'b', name: 'Ben' },
        { id: 'Anna', name: 'Anna' },
      ],
    });
    const crowd = Array.from({ length: 3 * MOST_NAMED }, (_, n) => person(`${n}`));
    const named = chatOf(...crowd, person('last', 'guess'))?.people ?? [];
    expect([named.length, named[0]?.id, named[1]?.id]).toEqual([MOST_NAMED, 'last', '0']);
  });

  test('a chat that is told of twice is one, and one that never is too', () => {
    const renamed: ExportEvent = { type: 'chat', chat: { id: 'c', title: 'New', kind: 'group' } };
    expect(summaryOf([chat, message(at(0)), renamed, message(at(1))]).chats).toMatchObject([
      { title: 'New', messages: 2 },
    ]);
    expect(summaryOf([message(at(0)), person('Ben')]).chats).toMatchObject([
      { id: 'c', title: '', kind: 'unknown', messages: 1, participants: 2 },
    ]);
  });

  test('names of any length are kept short, and the people of very many chats only counted', () => {
    const long: ExportEvent = { type: 'chat', chat: { id: 'c', title: '😀'.repeat(9999) + '\ud800', kind: 'group' } };
    const [summary] = summaryOf([long, person('a', undefined, 'x'.repeat(9999))]).chats;
    expect([summary?.title.length, summary?.people?.[0]?.name.length]).toEqual([500, 500]);
    const chats = Array.from({ length: 250 }, (_, n): ExportEvent[] => [
      { type: 'chat', chat: { id: `${n}`, title: '', kind: 'group' } },
      ...Array.from({ length: MOST_NAMED }, (__, p) => message(null, { chat: `${n}`, sender: `${n} ${p}` })),
    ]);
    const all = summaryOf(chats.flat());
    expect(all.people).toBe(250 * MOST_NAMED);
    expect(all.chats.map(({ people }) => people?.length)).toEqual([
      ...Array.from({ length: 200 }, () => MOST_NAMED),
      ...Array.from({ length: 50 }, () => 0),
    ]);
  });

  test('what was not understood, and the first of it', () => {
    const unparsed = { file: 'a', line: 1, reason: 'syntax', excerpt: '' } as const;
    const summary = summaryOf(
      Array.from({ length: 150 }, (_, line) => ({ type: 'unparsed', unparsed: { ...unparsed, line } })),
    );
    expect([summary.unparsed, summary.unparsedFirst.length, summary.unparsedFirst[99]?.line]).toEqual([150, 100, 99]);
  });
});

describe('what is new since an earlier archive', () => {
  const last = '2026-01-02T12:05:00';

  test('is later, or at the last minute beyond what was there then', () => {
    expect(added({ last, atLast: 2 }, at(4), at(5), at(5))).toBe(0);
    expect(added({ last, atLast: 2 }, at(4), at(5), at(5), at(5), at(6), null)).toBe(2);
    expect(added({ last, atLast: 2 }, at(6), at(5), at(4))).toBe(1);
  });

  test('is nothing that can be told where the earlier one has no time, or none that can be read', () => {
    expect(added({ last: null }, at(5))).toBeUndefined();
    expect(added({ last: 'yesterday' }, at(5))).toBeUndefined();
    expect(summaryOf([chat, message(at(0))]).chats[0]).not.toHaveProperty('added');
  });

  test('goes by the moment where both have a zone, and by what the clocks showed where only one has', () => {
    const berlin = '2026-01-02T13:05:00+01:00';
    expect(added({ last: berlin, atLast: 1 }, at(5, 0), at(6, 0), at(6, -300))).toBe(2);
    expect(added({ last: berlin, atLast: 1 }, at(65), at(66))).toBe(1);
    expect(added({ last: '2026-01-02T13:05:00', atLast: 1 }, at(5, 60), at(6, 60), at(6, 0))).toBe(1);
    expect(added({ last: '2026-01-02T12:05:00Z', atLast: 1 }, at(5), at(6))).toBe(1);
  });

  test('counts files too', () => {
    const marks = new Map([[markKey('whatsapp', 'c'), { last, atLast: 1 }]]);
    const files = [1, 2].map((n) => ({ kind: 'image', name: `${n}`, path: n === 1 ? 'x' : null }) as const);
    const events = [chat, message(at(5), { attachments: files }), message(at(7), { attachments: files })];
    expect(summaryOf(events, marks).chats[0]?.added).toEqual({ messages: 1, attachments: 2 });
  });

  test('an export that goes on from where another ended has just its rest, for any times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });
    fc.assert(
      fc.property(times, times, (old, fresh) => {
        const sorted = [...old, ...fresh].toSorted((a, b) => a - b);
        const before = summaryOf([chat, ...sorted.slice(0, old.length).map((minute) => message(at(minute)))]).chats[0];
        const now = added(
          { last: before?.last ?? null, atLast: before?.atLast ?? 0 },
          ...sorted.map((minute) => at(minute)),
        );
        expect(now).toBe(old.length > 0 ? fresh.length : undefined);
      }),
    );
  });
});
