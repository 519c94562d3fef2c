import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gathered } from '@/utils/page/gathered';
import type { Row } from '@/utils/page/reader';
import type { Resolved } from '@/utils/page/resolve';
import { type Told, chat, conversation } from './lib/conversation';

/** Reads a conversation through a window that moves up, as a page's script does, and sends as it goes. */
function readThrough(rows: readonly Row[], size: number, steps: readonly number[]): Resolved[] {
  const gathered = new Gathered();
  const sent: Resolved[][] = [];
  let start = Math.max(0, rows.length - size);
  for (let turn = 0; ; turn++) {
    let { how } = gathered.add(rows.slice(start, start + size));
    for (let back = start; how === 'unsure' && back < start + size;) {
      back += Math.ceil(size / 3);
      ({ how } = gathered.add(rows.slice(back, back + size)));
      if (how === 'joined') ({ how } = gathered.add(rows.slice(start, start + size), true));
    }
    expect(how).toBe('joined');
    sent.unshift([...gathered.take(false)]);
    if (start === 0) break;
    // Never more than leaves a fifth of the window, as the scrolling does.
    const most = Math.max(1, Math.floor(size * 0.8));
    start = Math.max(0, start - (1 + ((steps[turn % steps.length] ?? 0) % most)));
  }
  sent.unshift([...gathered.take(true)]);
  return sent.flat();
}

const told = (resolved: readonly Resolved[]): Told[] =>
  resolved.map(({ held: { row }, sender, time }) => ({
    text: row.kind === 'message' ? row.message.text : '',
    sender: sender?.id ?? null,
    ms: time?.ms ?? null,
  }));

describe('a conversation read through a moving window', () => {
  it('has each message once, in its order, with its sender and its time', () => {
    fc.assert(
      fc.property(chat({ ids: 'all' }), fc.integer({ min: 10, max: 60 }), steps(), (messages, size, moves) => {
        const read = readThrough(conversation(messages), size, moves);
        expect(told(read)).toEqual(messages.map(({ text, sender, ms }) => ({ text, sender, ms })));
        expect(new Set(read.map(({ key }) => key)).size).toBe(messages.length);
      }),
    );
  });

  it('and so where no message has an id, as long as texts differ', () => {
    fc.assert(
      fc.property(
        chat({ ids: 'none', distinct: true }),
        fc.integer({ min: 10, max: 60 }),
        steps(),
        (messages, size, moves) => {
          const read = readThrough(conversation(messages), size, moves);
          expect(told(read)).toEqual(messages.map(({ text, sender, ms }) => ({ text, sender, ms })));
          expect(new Set(read.map(({ key }) => key)).size).toBe(messages.length);
        },
      ),
    );
  });

  it('has the same keys however it is read, also for messages that say the same in one minute', () => {
    fc.assert(
      fc.property(chat({ ids: 'none', distinct: false }), steps(), steps(), (messages, one, other) => {
        const rows = conversation(messages);
        const keys = (size: number, moves: number[]) => readThrough(rows, size, moves).map(({ key }) => key);
        const all = keys(messages.length + 1, [1]);
        expect(new Set(all).size).toBe(messages.length);
        // Windows that are larger than any stretch of equal rows.
        expect(keys(50, one)).toEqual(all);
        expect(keys(70, other)).toEqual(all);
      }),
    );
  });

  it('does not grow with the conversation', () => {
    const messages = Array.from({ length: 20_000 }, (_, at) => ({
      id: `${at}`,
      text: 'x',
      sender: 'a',
      ms: at * 1_200_000,
    }));
    const gathered = new Gathered();
    const rows = conversation(messages);
    for (let end = rows.length; end > 0; end -= 40) {
      gathered.add(rows.slice(Math.max(0, end - 50), end));
      gathered.take(false);
      expect(gathered.resolved(false).rows.length).toBeLessThan(200);
    }
  });
});

describe('looks that do not follow each other', () => {
  const messages = Array.from({ length: 200 }, (_, at) => ({
    id: `${at}`,
    text: `${at}`,
    sender: 'a',
    ms: at * 60_000,
  }));
  const rows = conversation(messages);
  const part = (from: number, to: number) =>
    rows.filter((row) => row.kind === 'message' && +(row.id ?? 0) >= from && +(row.id ?? 0) < to);

  it('are told apart, and whether the page stands below', () => {
    const gathered = new Gathered();
    gathered.add(part(150, 200));
    gathered.add(part(120, 160));
    gathered.take(false);
    expect(gathered.add(part(20, 60)).how).toBe('apart');
    expect(gathered.isBelow(part(20, 60))).toBe(false);
    expect(gathered.isBelow(part(190, 200))).toBe(true);
    expect(gathered.add(part(90, 125))).toMatchObject({ how: 'joined', added: 30 });
  });

  it('add nothing twice where the user has scrolled down again', () => {
    const gathered = new Gathered();
    for (const from of [150, 110, 70]) gathered.add(part(from, from + 50));
    const sent = gathered.take(false).length;
    expect(gathered.add(part(150, 200)).added).toBe(0);
    expect(gathered.add(part(60, 110)).added).toBe(10);
    expect(sent + gathered.take(true).length).toBe(140);
  });

  it('take a message in that the page shows late among others', () => {
    const gathered = new Gathered();
    gathered.add(part(150, 200).filter((row) => row.kind === 'message' && row.id !== '170'));
    expect(gathered.add(part(150, 200)).added).toBe(1);
    expect(gathered.take(true).map(({ held }) => held.row.id)).toEqual(messages.slice(150).map(({ id }) => id));
  });

  it('do not take a row that stands elsewhere as well, such as a pinned one, for the place of all', () => {
    const gathered = new Gathered();
    gathered.add(part(150, 200));
    const pinned = part(199, 200);
    expect(gathered.add([...pinned, ...part(130, 180)]).added).toBe(20);
    expect(gathered.take(true).map(({ held }) => held.row.id)).toEqual(messages.slice(130).map(({ id }) => id));
  });
});

function steps(): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(100), { minLength: 1, maxLength: 20 });
}
