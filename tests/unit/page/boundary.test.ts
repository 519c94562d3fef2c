import { describe, expect, it } from 'vitest';
import { Boundary } from '@/utils/page/boundary';
import { Gathered } from '@/utils/page/gathered';
import { Health } from '@/utils/page/health';
import type { Row } from '@/utils/page/reader';
import { resolve } from '@/utils/page/resolve';
import { heldRows } from '@/utils/page/held-row';
import { type Said, conversation } from './lib/conversation';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1, 12);
const said = (from: number, to: number, id = true): Said[] =>
  Array.from({ length: to - from }, (_, at) => ({
    id: id ? `${from + at}` : null,
    text: `${from + at}`,
    sender: 'a',
    ms: START + (from + at) * MINUTE,
  }));
const idsOf = (gathered: Gathered) => gathered.take(true).map(({ held }) => held.row.id);

function gatheredOf(rows: readonly Row[]): Gathered {
  const gathered = new Gathered();
  gathered.add(rows);
  return gathered;
}

describe('where a capture ends', () => {
  it('is the newest message that is known, and what has come late among those that are known goes along', () => {
    const boundary = new Boundary(null, ['id:1', 'id:2', 'id:4']);
    const gathered = gatheredOf(conversation(said(0, 8)));
    expect(boundary.reached(gathered, false)).toBe('known');
    expect(boundary.metKnown).toBe(true);
    expect(idsOf(gathered)).toEqual(['3', '5', '6', '7']);
  });

  it('is not yet there while it is not known who wrote what is new', () => {
    const boundary = new Boundary(null, ['id:2']);
    // Without the divider: the times are not known.
    const gathered = gatheredOf(conversation(said(0, 6)).slice(3));
    expect(boundary.reached(gathered, false)).toBe(null);
    expect(boundary.reached(gatheredOf(conversation(said(0, 6))), false)).toBe('known');
  });

  it('is the day that was asked for, but not for one message that is out of its order', () => {
    const since = START + 10 * MINUTE;
    const late = said(10, 20).map((one, at) => (at === 0 ? { ...one, ms: START } : one));
    expect(new Boundary(since, []).reached(gatheredOf(conversation(late)), false)).toBe(null);
    const gathered = gatheredOf(conversation(said(0, 20)));
    expect(new Boundary(since, []).reached(gathered, false)).toBe('since');
    expect(idsOf(gathered)[0]).toBe('10');
  });
});

describe('what is carried', () => {
  it('stops at a row that was not understood', () => {
    const [day, first, ...others] = conversation(said(0, 3)) as [Row, Row, ...Row[]];
    const unread: Row = { kind: 'unread', id: 'x', check: 'text' };
    const { rows } = resolve(heldRows([day, first, unread, ...others]), true);
    expect(rows.map(({ sender }) => sender?.id ?? null)).toEqual(['a', null, null, null]);
  });
});

describe('a page that shows nonsense', () => {
  const trouble = (rows: readonly Row[]) => {
    const health = new Health(START + 30 * 86_400_000);
    health.note(resolve(heldRows(rows), true).rows);
    return health.trouble(true);
  };

  it('is found by rows that are not understood, times that are none, and an order that is none', () => {
    const rows = conversation(said(0, 40));
    expect(trouble(rows)).toBe(null);
    const unread = Array.from({ length: 5 }, (_, at): Row => ({ kind: 'unread', id: `u${at}`, check: 'sender' }));
    expect(trouble([...rows, ...unread])).toBe('sender');
    expect(trouble([...rows, ...unread.slice(0, 3)])).toBe(null);
    const timeless = rows.map((row, at) => (row.kind === 'message' && at % 3 === 0 ? { ...row, time: null } : row));
    expect(trouble(timeless)).toBe('times');
    expect(trouble(rows.filter(({ kind }) => kind !== 'day'))).toBe('days');
    const shuffled = said(0, 40).map((one, at) => ({ ...one, ms: START + (at % 2) * 5 * 86_400_000 }));
    expect(trouble(conversation(shuffled))).toBe('order');
  });
});
