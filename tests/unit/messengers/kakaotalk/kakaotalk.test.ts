import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kakaotalk } from '@/utils/messengers/kakaotalk/format';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { KAKAO_WRITERS, type KakaoMessage, writeKakaoCsv } from '../writers/kakaotalk';

async function read(text: string, name = 'KakaoTalkChats.txt', others: readonly string[] = []) {
  const [found] = await find(kakaotalk, [memoryFile(name, text), ...others.map((path) => memoryFile(path, 'x'))]);
  if (!found) throw new Error('not recognised');
  const events = await readAll(found);
  return {
    found,
    chat: only(events, 'chat').at(-1)?.chat,
    messages: only(events, 'message').map(({ message: { chat: _, seq: __, id: ___, ...message } }) => message),
    unparsed: only(events, 'unparsed').map(({ unparsed }) => [unparsed.line, unparsed.reason]),
    people: new Map(only(events, 'participant').map(({ participant, me }) => [participant.id, me])),
  };
}

const at = (iso: string) => ({ ms: Date.parse(`${iso}Z`), zone: null, precision: 'minute' });

// Lines that look like the start of a message or a day cannot be told from one, nor an empty line at the end from the one
// that phones put before a day.
const text = awkwardText().filter((one) => !/\r|\n$|\[Ann\] \[|\n *\d{4}[-/년]|\n-----/.test(one));
const message: fc.Arbitrary<KakaoMessage> = fc.record({
  minute: fc.integer({ min: Date.UTC(2019, 5, 1) / 60_000, max: Date.UTC(2026, 0, 1) / 60_000 }),
  sender: fc.constantFrom('Bob', '앨리스', 'A] [B', null),
  text,
});

describe('KakaoTalk', () => {
  test.each(Object.entries(KAKAO_WRITERS))('what was written is read: %s', async (name, write) => {
    const isWindows = name.startsWith('windows');
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 99 }),
        async (some, block) => {
          const first = { minute: 26_000_000, sender: 'Bob', text: 'x' };
          const own = (at_: number) => (isWindows ? `앨리스${at_}님이 들어왔습니다.` : 'somebody came');
          const messages = [first, ...some.map((one, at_) => (one.sender === null ? { ...one, text: own(at_) } : one))];
          const [found] = await find(kakaotalk, [memoryFile('any.txt', write('Bob', messages), block)]);
          expect(found).toMatchObject({ messenger: 'kakaotalk', variant: 'text', path: 'any.txt' });
          if (!found) return;
          const events = await readAll(found);
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat')[0]?.chat).toMatchObject({ id: 'Bob', title: 'Bob' });
          expect(
            only(events, 'message').map(({ message: one }) => [one.time?.ms ?? null, one.sender, one.kind, one.text]),
          ).toEqual(
            messages.map((one) => [
              isWindows && one.sender === null ? null : one.minute * 60_000,
              one.sender,
              one.sender === null ? 'system' : 'text',
              one.text,
            ]),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test('what was written is read: the CSV of a Mac', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 99 }),
        async (messages, block) => {
          const [found] = await find(kakaotalk, [
            memoryFile('KakaoTalk_Chat_Team A_2024-03-11-22-14-03.csv', writeKakaoCsv(messages), block),
          ]);
          expect(found).toMatchObject({ messenger: 'kakaotalk', variant: 'csv' });
          if (!found) return;
          const events = await readAll(found);
          expect(only(events, 'chat')[0]?.chat.title).toBe('Team A');
          expect(only(events, 'message').map(({ message: one }) => [one.time?.ms, one.sender, one.text])).toEqual(
            messages.map((one) => [one.minute * 60_000, one.sender, one.text]),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test('Windows: continued texts, notices, files, calls', async () => {
    const { messages, people, chat } = await read(
      '\ufeff밥 님과 카카오톡 대화\r\n저장한 날짜 : 2024-03-11 22:14:03\r\n\r\n--------------- 2024년 3월 11일 월요일 ---------------\r\n[앨리스] [오전 9:12] 안녕\r\n[밥] [오후 12:05] 여러\r\n줄\r\n[밥] [오후 2:06] 사진\r\n찰리님이 들어왔습니다.\r\n메시지가 삭제되었습니다.\r\n[밥] [오후 2:07] 이모티콘\r\n[밥] [오후 2:08] 파일: plan.pdf\r\n[밥] [오후 2:09] 보이스톡 해요\r\n[밥] [오후 2:10] 삭제된 메시지입니다.\r\n',
    );
    const leftOut = { path: null, missing: 'left-out' };
    expect(messages).toEqual([
      { time: at('2024-03-11T09:12:00'), sender: '앨리스', kind: 'text', text: '안녕' },
      { time: at('2024-03-11T12:05:00'), sender: '밥', kind: 'text', text: '여러\n줄' },
      {
        time: at('2024-03-11T14:06:00'),
        sender: '밥',
        kind: 'media',
        text: '',
        attachments: [{ kind: 'image', name: '', ...leftOut }],
      },
      { time: null, sender: null, kind: 'system', text: '찰리님이 들어왔습니다.' },
      { time: null, sender: null, kind: 'deleted', text: '' },
      {
        time: at('2024-03-11T14:07:00'),
        sender: '밥',
        kind: 'sticker',
        text: '',
        attachments: [{ kind: 'sticker', name: '', ...leftOut }],
      },
      {
        time: at('2024-03-11T14:08:00'),
        sender: '밥',
        kind: 'media',
        text: '',
        attachments: [{ kind: 'file', name: 'plan.pdf', ...leftOut }],
      },
      { time: at('2024-03-11T14:09:00'), sender: '밥', kind: 'call', text: '보이스톡 해요' },
      { time: at('2024-03-11T14:10:00'), sender: '밥', kind: 'deleted', text: '' },
    ]);
    expect(chat?.kind).toBe('direct');
    expect([...people]).toEqual([
      ['앨리스', 'guess'],
      ['밥', undefined],
    ]);
  });

  test('Windows: where LF ends lines inside a message, CRLF ends messages, whatever their words', async () => {
    const { messages } = await read(
      'A 님과 카카오톡 대화\r\n저장한 날짜 : 2024-03-11 22:14:03\r\n--------------- 2024년 3월 11일 월요일 ---------------\r\n[A] [오전 9:12] one\n[B] [오전 9:13] pasted\nB님이 나갔습니다.\r\nSomething that KakaoTalk says\r\n[B] [오전 9:14] two\r\n',
    );
    expect(messages.map(({ sender, text: one }) => [sender, one])).toEqual([
      ['A', 'one\n[B] [오전 9:13] pasted\nB님이 나갔습니다.'],
      [null, 'Something that KakaoTalk says'],
      ['B', 'two'],
    ]);
  });

  test('phones: a name with the mark in it, and files that lie beside', async () => {
    const hash = 'a'.repeat(64);
    const { messages, chat, people } = await read(
      `KakaoTalk Chats with Team\nDate Saved : Mar 11, 2024 at 22:14\n\nMar 11, 2024 at 9:12 AM, A : B : one\nMar 11, 2024 at 9:13 AM, A : two\nMar 11, 2024 at 9:14 AM: A left.\nMar 11, 2024 at 9:15 AM, 회원님 : ${hash}.jpg\nMar 11, 2024 at 9:16 AM, A : ${hash}.mp4\n`,
      'out/KakaoTalkChats.txt',
      [`out/${hash}.jpg`],
    );
    expect(messages.map(({ sender, kind, text: one }) => [sender, kind, one])).toEqual([
      ['A', 'text', 'B : one'],
      ['A', 'text', 'two'],
      [null, 'system', 'A left.'],
      ['회원님', 'media', ''],
      ['A', 'media', ''],
    ]);
    expect(messages[3]?.attachments).toEqual([{ kind: 'image', name: `${hash}.jpg`, path: `out/${hash}.jpg` }]);
    expect(messages[4]?.attachments).toEqual([
      { kind: 'video', name: `${hash}.mp4`, path: null, missing: 'not-found' },
    ]);
    expect(people.get('회원님')).toBe('guess');
    expect(chat?.title).toBe('Team');
  });

  test.each([
    ['2024년 3월 11일 오전 9:12', '09:12'],
    ['2024. 3. 11. 오후 9:12', '21:12'],
    ['2024年3月11日 午後9:12', '21:12'],
    ['2024-03-11 9:12', '09:12'],
    ['March 11, 2024 at 9:12\u202fp.m.', '21:12'],
    ['Mar 11, 2024, 21:12', '21:12'],
    ['11 March 2024 at 09:12', '09:12'],
    ['11 Mar 2024, 9:12 am', '09:12'],
  ])('phones write %s', async (when, clock) => {
    const { messages } = await read(`X\nDate Saved : ${when}\n\n${when}, Ann : hi\n`);
    expect(messages).toEqual([{ time: at(`2024-03-11T${clock}:00`), sender: 'Ann', kind: 'text', text: 'hi' }]);
  });

  test('what is no message is told', async () => {
    expect(
      (
        await read(
          'A 님과 카카오톡 대화\r\n--------------- 2024년 3월 11일 월요일 ---------------\r\nlost\r\n[A] [오전 9:12] x\r\n',
        )
      ).unparsed,
    ).toEqual([[3, 'unknown']]);
    expect(
      (
        await read(
          'Date,User,Message\n2024-03-11 09:12:33,"A","x"\nno date,"A","x"\n2024-03-11 09:12:34,"A","x',
          'a.csv',
        )
      ).unparsed,
    ).toEqual([
      [3, 'unknown'],
      [4, 'cut-short'],
    ]);
  });

  test.each([
    ['a.txt', ''],
    ['a.txt', '[Ann] [9:12 AM] hello\n'],
    ['a.txt', '2024. 3. 11. 오전 9:12 - 앨리스: 안녕\n2024. 3. 11. 오전 9:13 - 밥: 안녕\n'],
    ['a.txt', 'Jan 4, 2024, 10:00:00 AM - Ann: hi\n'],
    ['a.txt', '2024-03-11 09:12, something : 3\n'],
    ['a.csv', 'Date,User,Message\n'],
    ['a.csv', 'Date,User,Message\n1,2,3\n'],
  ])('not recognised: %s %j', async (name, content) =>
    expect(await find(kakaotalk, [memoryFile(name, content)])).toEqual([]),
  );
});
