import { FOREVER, loadEstimate, strengthOf } from '@/utils/recovery/password-strength';
import { expect, test } from 'vitest';

const DAY = 86_400;

test('the levels are a day, a year and a hundred years of a hundred fast computers', () => {
  const rate = 290_000;
  expect(strengthOf(rate * (DAY - 1)).level).toBe(0);
  expect(strengthOf(rate * (DAY + 1)).level).toBe(1);
  expect(strengthOf(rate * 366 * DAY).level).toBe(2);
  expect(strengthOf(rate * 101 * 366 * DAY).level).toBe(3);
  expect(strengthOf(rate * 60).seconds).toBe(60);
  expect(strengthOf(Infinity)).toStrictEqual({ seconds: FOREVER, level: 3 });
});

test('passwords in use, names, dates and keys in a row are weak; a few random words are strong', async () => {
  const estimate = await loadEstimate();
  for (const weak of [
    'password1',
    'qwertzuiop',
    'liverpoolfc',
    'summer2024!',
    'Jennifer1985',
    'aaaaaaaaaaaaaaaa',
    '12345678',
  ])
    expect(estimate(weak).level, weak).toBe(0);
  for (const strong of ['correct horse battery staple', 'aB3$kw9Qz!mW7#pLz8', 'eleven quiet herons beneath'])
    expect(estimate(strong).level, strong).toBe(3);
  expect(estimate('').level).toBe(0);
});

test('a text without end is estimated in no time by its beginning', async () => {
  const estimate = await loadEstimate();
  const long = 'correct horse battery staple and much more of it '.repeat(10_000);
  expect(estimate(long)).toStrictEqual(estimate(long.slice(0, 48)));
});
