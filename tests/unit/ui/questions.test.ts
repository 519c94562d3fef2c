import { dayQuestion, meQuestion, withAnswer } from '@/components/backup/questions';
import type { ChatSummary, ExportSummary } from '@/utils/messengers/summary/summary';
import { expect, test, vi } from 'vitest';
import { summaryOf } from './summaries';

vi.mock('wxt/browser', async () => await import('./fake-browser'));

const ADA = { id: 'ada', name: 'Ada' };
const BEN = { id: 'ben', name: 'Ben' };
const EVA = { id: 'eva', name: 'Eva' };
const GUESS = { value: true, by: 'guess' } as const;

const whatsApp = (...chats: Partial<ChatSummary>[]): ExportSummary => summaryOf('whatsapp', chats);

test('nothing is asked where the file says it', () => {
  const known = whatsApp({ id: 'a', dayFirst: { value: true, by: 'file' }, me: { id: 'ada', by: 'file' } });
  expect(dayQuestion([known], {})).toBeNull();
  expect(meQuestion([known], {})).toBeNull();
});

test('nothing is asked again that was answered before an earlier backup', () => {
  const people = [ADA, BEN];
  const known = whatsApp({ id: 'a', dayFirst: { ...GUESS, by: 'answer' }, me: { id: 'ada', by: 'answer' }, people });
  expect(dayQuestion([known], {})).toBeNull();
  expect(meQuestion([known], {})).toBeNull();
});

test('who has passed over the question who they are is not asked again, but may still change an answer', () => {
  const chat = { id: 'a', people: [ADA, BEN], me: { id: 'ben', by: 'guess' } } as const;
  const again = whatsApp({ ...chat, added: { messages: 1, attachments: 0 } });
  expect(meQuestion([whatsApp(chat)], {})).not.toBeNull();
  expect(meQuestion([again], {})).toBeNull();
  expect(meQuestion([again], { 'whatsapp:a': { me: 'ada' } })?.me).toBe('ada');
});

test('a date of the chat is the example, read both ways', () => {
  const chat = { id: 'a', first: '2019-05-03T10:00:00', last: '2019-11-20T10:00:00' };
  const example = { written: '03/05/2019', dayFirst: '3 May 2019', monthFirst: '5 March 2019' };
  expect(dayQuestion([whatsApp({ ...chat, dayFirst: GUESS })], {})).toStrictEqual({
    chats: ['whatsapp:a'],
    dayFirst: true,
    example,
  });
  const swapped = { ...chat, first: '2019-03-05T10:00:00', dayFirst: { ...GUESS, value: false } };
  expect(dayQuestion([whatsApp(swapped)], {})).toMatchObject({ dayFirst: false, example });
});

test.each([
  ['2019-05-05T10:00:00', '2019-06-05T10:00:00', '05/06/2019'],
  ['2019-05-05T10:00:00', '2019-06-06T10:00:00', undefined],
  [null, null, undefined],
])('%s to %s', (first, last, written) => {
  expect(dayQuestion([whatsApp({ first, last, dayFirst: GUESS })], {})?.example?.written).toBe(written);
});

test('one answer about dates is for all chats of the messenger with the same guess', () => {
  const all = [
    whatsApp({ id: 'a', dayFirst: GUESS }, { id: 'b', dayFirst: { value: false, by: 'guess' } }),
    summaryOf('line', [{ id: 'c', dayFirst: GUESS }]),
    whatsApp({ id: 'd', dayFirst: GUESS }),
  ];
  const question = dayQuestion(all, {});
  expect(question?.chats).toEqual(['whatsapp:a', 'whatsapp:d']);
  const answered = withAnswer({}, question?.chats ?? [], { dayFirst: false });
  expect(answered).toEqual({ 'whatsapp:a': { dayFirst: false }, 'whatsapp:d': { dayFirst: false } });
  expect(dayQuestion(all, answered)).toMatchObject({ chats: ['whatsapp:a', 'whatsapp:d'], dayFirst: false });
});

test('who the user is, the guess first chosen, then the answer', () => {
  const chat = whatsApp({ id: 'a', people: [ADA, BEN], me: { id: 'ben', by: 'guess' } });
  expect(meQuestion([chat], {})).toStrictEqual({ chats: ['whatsapp:a'], people: [ADA, BEN], me: 'ben' });
  expect(meQuestion([chat], { 'whatsapp:a': { me: 'ada' } })?.me).toBe('ada');
  expect(meQuestion([whatsApp({ id: 'a', people: [ADA, BEN] })], {})?.me).toBeNull();
});

test('nobody is asked for among one', () => {
  expect(meQuestion([whatsApp({ people: [ADA] })], {})).toBeNull();
});

test('who the user is, is one of those who are in all chats', () => {
  const all = [
    whatsApp({ id: 'a', people: [ADA, BEN, EVA], me: { id: 'eva', by: 'guess' } }, { id: 'b', people: [BEN, ADA] }),
    summaryOf('line', [{ id: 'c', people: [EVA, BEN] }]),
  ];
  const expected = { chats: ['whatsapp:a', 'whatsapp:b'], people: [ADA, BEN], me: null };
  expect(meQuestion(all, {})).toStrictEqual(expected);
  expect(meQuestion([whatsApp({ id: 'a', people: [ADA, BEN] }, { id: 'b', people: [EVA, ADA] })], {})?.people).toEqual([
    ADA,
  ]);
  expect(
    meQuestion([whatsApp({ people: [ADA, BEN] }, { id: 'b', people: [EVA, { id: 'f', name: '' }] })], {}),
  ).toBeNull();
});

test('an answer keeps the other', () => {
  expect(withAnswer({ a: { me: 'ada' } }, ['a'], { dayFirst: true })).toEqual({ a: { me: 'ada', dayFirst: true } });
});

test('a chat may be called anything', () => {
  const answers = withAnswer({}, ['whatsapp:__proto__'], { me: 'ada' });
  expect(meQuestion([whatsApp({ id: '__proto__', people: [ADA, BEN] })], answers)?.me).toBe('ada');
});
