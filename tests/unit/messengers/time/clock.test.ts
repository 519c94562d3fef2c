import { describe, expect, test } from 'vitest';
import { parseClock } from '@/utils/messengers/time/clock';

describe('a clock alone', () => {
  test.each([
    ['03:04', '03:04'],
    ['3:04', '03:04'],
    ['24:10', '00:10'],
    ['03:05AM', '03:05'],
    ['12:05 AM', '00:05'],
    ['12:05 p.m.', '12:05'],
    ['PM 9:04', '21:04'],
    ['오전 9:12', '09:12'],
    ['오후 12:05', '12:05'],
    ['上午10:00', '10:00'],
    ['下午03:15', '15:15'],
    ['午後3:15', '15:15'],
    ['午前0:15', '00:15'],
    ['3:15 หลังเที่ยง', '15:15'],
    ['٣:١٥ م', '15:15'],
    ['14:15 PM', '14:15'],
    ['3:15:09', '03:15:09'],
  ])('%s', (text, clock) => {
    const found = parseClock(text);
    const shown = found && new Date(found.ms).toISOString().slice(11, found.precision === 'second' ? 19 : 16);
    expect(shown).toBe(clock);
  });

  test.each(['', '25:00', '3:60', '3:15:60', 'Bob 3:15', '3:15 Bob', '315', '3.15', '3:15 AM!x1'])(
    '%j is none',
    (text) => {
      expect(parseClock(text)).toBeNull();
    },
  );
});
