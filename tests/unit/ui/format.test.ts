import {
  formatBytes,
  formatDay,
  formatDuration,
  formatNumber,
  formatPercent,
  formatSpeed,
  formatTime,
} from '@/utils/format';
import { expect, test } from 'vitest';

// Intl puts narrow no-break spaces where a person would type a space.
const plain = (text: string): string => text.replace(/\s/gu, ' ');

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [1_240_000_000, '1.2 GB'],
  [123_456_789, '123 MB'],
  [6_400_000_000_000, '6.4 TB'],
  [2_000_000_000_000_000, '2,000 TB'],
])('%d bytes are %s', (bytes, text) => expect(plain(formatBytes(bytes, 'en'))).toBe(text));

test('bytes follow the language', () => {
  expect(plain(formatBytes(1_240_000_000, 'de'))).toBe('1,2 GB');
  expect(plain(formatNumber(12_403, 'de'))).toBe('12.403');
});

test('speed', () => {
  expect(plain(formatSpeed(41_000_000, 'en'))).toBe('41 MB/s');
  expect(plain(formatSpeed(4_140_000, 'en'))).toBe('4.1 MB/s');
});

test.each([
  [0, '5 seconds'],
  [18, '20 seconds'],
  [55, '55 seconds'],
  [56, '1 minute'],
  [61, '2 minutes'],
  [3540, '59 minutes'],
  [3600, '1 hour'],
  [4800, '1 hour, 20 minutes'],
])('%d seconds are %s', (seconds, text) => expect(plain(formatDuration(seconds, 'en'))).toBe(text));

test('percent never says 100 before the end', () => {
  expect(formatPercent(0.999, 'en')).toBe('99%');
  expect(formatPercent(1, 'en')).toBe('100%');
  expect(formatPercent(1.2, 'en')).toBe('100%');
});

test('days are counted by midnights, not by hours', () => {
  const now = new Date(2026, 10, 21, 0, 10).getTime();
  expect(formatDay(new Date(2026, 10, 21, 0, 1).getTime(), now, 'en')).toBe('today');
  expect(formatDay(new Date(2026, 10, 20, 23, 59).getTime(), now, 'en')).toBe('yesterday');
  expect(formatDay(new Date(2026, 10, 19, 23, 59).getTime(), now, 'en')).toBe('Nov 19, 2026');
  expect(plain(formatTime(new Date(2026, 10, 21, 9, 12).getTime(), 'en'))).toBe('9:12 AM');
});

test('the day after a change of the clocks is still yesterday', () => {
  const now = new Date(2026, 9, 26, 12).getTime();
  expect(formatDay(new Date(2026, 9, 25, 12).getTime(), now, 'en')).toBe('yesterday');
});
