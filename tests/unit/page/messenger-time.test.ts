import { MessengerTimes } from '@/utils/page/readers/messenger-time';
import { expect, test } from 'vitest';

const NOW = Date.UTC(2026, 10, 22, 18, 30);

function timeIn(text: string, lang: string): readonly [string, string] | null {
  const document = { documentElement: { lang } } as unknown as Document;
  const timed = new MessengerTimes({ document, url: new URL('https://www.messenger.com/t/1'), now: NOW }).at(text);
  return timed && [new Date(timed.moment.ms).toISOString().slice(0, 16), timed.rest];
}

test.each<[string, string, string, string]>([
  ['en', 'At 8:59 AM, Bea', '2026-11-22T08:59', 'Bea'],
  ['en', 'At Yesterday at 5:00 PM, You', '2026-11-21T17:00', 'You'],
  ['en', 'At Mon at 2:05 PM, Bea Miller', '2026-11-16T14:05', 'Bea Miller'],
  ['en', 'At June 11, 2026, 8:59 AM, Smith, John', '2026-06-11T08:59', 'Smith, John'],
  ['en', '11/2/24, 3:24 PM', '2024-11-02T15:24', ''],
  ['de', 'Um 11. Juni 2026, 08:59, Du', '2026-06-11T08:59', 'Du'],
  ['de', 'Gestern, 17:00', '2026-11-21T17:00', ''],
  ['fi', 'Klo 8.59, Sinä', '2026-11-22T08:59', 'Sinä'],
  ['fi', '11. kesäkuuta 2026 klo 8.59, Sinä', '2026-06-11T08:59', 'Sinä'],
  ['da', '11.06.26, 08.59', '2026-06-11T08:59', ''],
  ['fr', 'À 11 juin 2026, 17:12, Vous', '2026-06-11T17:12', 'Vous'],
  ['fr', 'À 17 h 12, Vous', '2026-11-22T17:12', 'Vous'],
  ['es', 'A las 17:12, Tú', '2026-11-22T17:12', 'Tú'],
  ['ja', '2026年6月11日 17:12、Bea', '2026-06-11T17:12', 'Bea'],
  ['ko', '2026년 6월 11일 오후 5:12, Bea', '2026-06-11T17:12', 'Bea'],
  ['ar', 'في ١١ يونيو ٢٠٢٦، ٨:٥٩ ص، أنت', '2026-06-11T08:59', 'أنت'],
  ['ru', 'В 17:12, 11 июня 2026 г., Вы', '2026-06-11T17:12', 'Вы'],
])('%s: %s', (lang, text, time, rest) => {
  expect(timeIn(text, lang)).toEqual([time, rest]);
});

test.each([
  ['en', 'Bea Miller'],
  ['en', ''],
  ['en', 'Number 12'],
  // A day that is not understood is not today.
  ['en', 'At the third moon of 12:30, Bea'],
  ['en', 'At Blursday 31 at 12:30, Bea'],
])('%s: no time is in “%s”', (lang, text) => {
  expect(timeIn(text, lang)).toBeNull();
});
