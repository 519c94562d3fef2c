import { patch } from '@/utils/page/exports/patch';
import { describe, expect, it } from 'vitest';

const holder = () => ({
  before: 0,
  double(this: unknown, value: number) {
    if (value < 0) throw new RangeError('negative');
    return [this, value * 2] as const;
  },
  after: 0,
});

describe('a function in the place of another', () => {
  it('returns and throws what that does, and is called as that is', () => {
    const one = holder();
    const seen: unknown[] = [];
    patch(one, 'double', (original, [value]) => (seen.push(value), original()));
    expect(one.double(3)).toEqual([one, 6]);
    expect(() => one.double(-1)).toThrow(RangeError);
    expect(seen).toEqual([3, -1]);
    expect([one.double.name, one.double.length]).toEqual(['double', 1]);
  });

  it('goes without a trace', () => {
    const one = holder();
    const before = Object.getOwnPropertyDescriptors(one);
    const put = patch(one, 'double', (original) => original());
    expect(one.double).not.toBe(before.double.value);
    put();
    expect(Object.getOwnPropertyDescriptors(one)).toEqual(before);
    expect(one.double).toBe(before.double.value);
    expect(Object.keys(one)).toEqual(Object.keys(before));
  });

  it('leaves alone what the page has put in front of it, and does nothing behind that', () => {
    const one = holder();
    let calls = 0;
    const put = patch(one, 'double', (original) => (calls++, original()));
    const behind = one.double;
    const front = (value: number) => behind.call(one, value + 1);
    one.double = front;
    put();
    expect(one.double).toBe(front);
    expect(one.double(1)).toEqual([one, 4]);
    expect(calls).toBe(0);
  });

  it('leaves alone what cannot be put back', () => {
    const one = Object.freeze(holder());
    const { double } = one;
    patch(one, 'double', () => 'other')();
    patch(one, 'before', () => 'other')();
    expect(one.double).toBe(double);
    expect(() => patch(one, 'nothing', () => 'other')()).not.toThrow();
  });
});
