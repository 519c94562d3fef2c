import { expect, test } from 'vitest';
import { chatOf } from './read';

async function orderOf(dates: readonly string[], answer?: boolean) {
  const text = dates.map((date) => `${date}, 10:00 - Ann: hi\n`).join('');
  const options = answer === undefined ? {} : { answers: new Map([['Ann', { dayFirst: answer }]]) };
  const { chat, messages } = await chatOf(text, { path: 'WhatsApp Chat with Ann.txt', options });
  const first = messages[0]?.time;
  return { dayFirst: chat.dayFirst, first: first && new Date(first.ms).toISOString().slice(0, 10) };
}

test.each([
  ['a day above 12', ['03/04/2022', '13/04/2022'], { value: true, by: 'file' }, '2022-04-03'],
  ['a day above 12 in the other place', ['03/04/2022', '04/13/2022'], { value: false, by: 'file' }, '2022-03-04'],
  [
    'time that runs on',
    ['10/01/22', '11/01/22', '12/01/22', '01/02/22', '02/02/22', '03/02/22', '01/03/22'],
    { value: true, by: 'file' },
    '2022-01-10',
  ],
  ['dots', ['03.04.22'], { value: true, by: 'file' }, '2022-04-03'],
  ['days close together', ['05/12/2024', '06/12/2024', '09/12/2024'], { value: true, by: 'guess' }, '2024-12-05'],
  ['no more than a shape: padded', ['03/04/2022'], { value: true, by: 'guess' }, '2022-04-03'],
  ['no more than a shape: American', ['3/4/22'], { value: false, by: 'guess' }, '2022-03-04'],
  ['the year first', ['2022/03/04'], undefined, '2022-03-04'],
  ['the year first, in two digits', ['22/03/14', '22/03/15', '22/04/02'], undefined, '2022-03-14'],
] as const)('the order of a date is known by %s', async (_, dates, dayFirst, first) => {
  expect(await orderOf(dates)).toEqual({ dayFirst, first });
});

test('an answer is taken where the file does not tell, and only there', async () => {
  expect(await orderOf(['03/04/2022'], false)).toEqual({
    dayFirst: { value: false, by: 'answer' },
    first: '2022-03-04',
  });
  expect(await orderOf(['03/04/2022', '13/04/2022'], false)).toEqual({
    dayFirst: { value: true, by: 'file' },
    first: '2022-04-03',
  });
});

test('a date in another order than those around it is read in the one that it can have', async () => {
  const dates = [...Array.from({ length: 12 }, (_, day) => `${day + 13}/05/2022`), '06/14/2022'];
  const text = dates.map((date) => `${date}, 10:00 - Ann: hi\n`).join('');
  const { messages } = await chatOf(text);
  expect(new Date(messages.at(-1)?.time?.ms ?? 0).toISOString()).toBe('2022-06-14T10:00:00.000Z');
});

test('dates without a year are in that of the message before, or in the next', async () => {
  const { messages } = await chatOf(
    '8:11 PM, 30 Dec 2014 - Ann: a\n8:11 PM, 31 Dec - Ann: b\n8:11 PM, 1 Jan 2015 - Ann: c\n',
    {
      path: 'WhatsApp Chat with Ann.txt',
    },
  );
  expect(messages.map(({ time, text }) => [time && new Date(time.ms).toISOString().slice(0, 16), text])).toEqual([
    ['2014-12-30T20:11', 'a\n8:11 PM, 31 Dec - Ann: b'],
    ['2015-01-01T20:11', 'c'],
  ]);
});
