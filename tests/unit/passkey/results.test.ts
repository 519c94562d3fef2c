import { parseAuthenticatorData } from '@/utils/passkey/authenticator-data';
import { isPrfEnabled, takePrfResults, wipe } from '@/utils/passkey/prf-result';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const filled = (value: number, length = 32) => new Uint8Array(length).fill(value);
/** The same bytes as an array of another window, whose constructors are other ones. */
const inOtherRealm = (bytes: Uint8Array): Uint8Array =>
  (runInNewContext('(numbers) => Uint8Array.from(numbers)') as (numbers: number[]) => Uint8Array)([...bytes]);
const extensions = (first: unknown, second: unknown) => ({ prf: { results: { first, second } } });

describe('the PRF results', () => {
  it.each([
    ['ArrayBuffers', filled(1).buffer, filled(2).buffer],
    ['arrays of bytes', filled(1), filled(2)],
    ['other views', new DataView(filled(1).buffer), new Uint32Array(filled(2).buffer)],
    ['views of larger numbers', new BigUint64Array(filled(1).buffer), new Float64Array(filled(2).buffer)],
    ['arrays of numbers', [...filled(1)], [...filled(2)]],
    ['of one kind and another', filled(1).buffer, [...filled(2)]],
    ['from another window', inOtherRealm(filled(1)), inOtherRealm(filled(2)).buffer],
  ])('may be %s, and are moved out', (_, first, second) => {
    const taken = takePrfResults(extensions(first, second));
    expect(taken).toEqual({ first: filled(1), second: filled(2) });
    for (const source of [first, second]) {
      const left = Array.isArray(source)
        ? source
        : [...new Uint8Array(ArrayBuffer.isView(source) ? source.buffer : source)];
      expect(left).toEqual([...filled(0)]);
    }
    wipe(taken);
    expect(taken).toEqual({ first: filled(0), second: filled(0) });
  });

  it('may be parts of one buffer', () => {
    const whole = Uint8Array.from([...filled(9, 3), ...filled(1), ...filled(2), ...filled(9, 3)]);
    const taken = takePrfResults(extensions(whole.subarray(3, 35), whole.subarray(35, 67)));
    expect(taken).toEqual({ first: filled(1), second: filled(2) });
    expect([...whole]).toEqual([...filled(9, 3), ...filled(0, 64), ...filled(9, 3)]);
    whole.set(filled(1), 3);
    whole.set(filled(2), 35);
    const views = extensions(new DataView(whole.buffer, 3, 32), new DataView(whole.buffer, 35, 32));
    expect(takePrfResults(views)).toEqual({ first: filled(1), second: filled(2) });
    expect([...whole]).toEqual([...filled(9, 3), ...filled(0, 64), ...filled(9, 3)]);
  });

  it.each([
    ['no second', filled(1), undefined],
    ['a null', filled(1), null],
    ['31 bytes', filled(1), filled(2, 31)],
    ['33 bytes', filled(1, 33), filled(2)],
    ['twice the same', filled(1), filled(1)],
    ['zeros', filled(1), filled(0)],
    ['text', 'x'.repeat(32), filled(2)],
    ['numbers that are no bytes', filled(1), [...filled(2, 31), 256]],
    ['fractions', filled(1), [...filled(2, 31), 0.5]],
    ['an object like an array', filled(1), { length: 32 }],
    ['an object that says it is a buffer', filled(1), { [Symbol.toStringTag]: 'ArrayBuffer', length: 32 }],
  ])('are none with %s', (_, first, second) => {
    expect(takePrfResults(extensions(first, second))).toBeNull();
    // What could be read of them is gone all the same.
    expect(typeof first === 'string' || first.every((byte) => byte === 0)).toBe(true);
  });

  it('are none in anything else, and never an exception', () => {
    for (const value of [undefined, null, 1, 'prf', [], {}, { prf: null }, { prf: { results: null } }]) {
      expect(takePrfResults(value)).toBeNull();
      expect(isPrfEnabled(value)).toBe(false);
    }
    fc.assert(fc.property(fc.anything(), (value) => takePrfResults({ prf: { results: value } }) === null));
    expect(isPrfEnabled({ prf: { enabled: true } })).toBe(true);
    expect(isPrfEnabled({ prf: { enabled: 'true' } })).toBe(false);
  });
});

describe('authenticator data', () => {
  const data = (flags: number, ...more: number[]) => Uint8Array.from([...filled(7), flags, 0, 0, 0, 1, ...more]);
  const aaguid = [0xee, 0xd6, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

  it('tells what the flags say', () => {
    const none = { userVerified: false, backupEligible: false, backedUp: false, aaguid: null };
    expect(parseAuthenticatorData(data(0x01))).toEqual(none);
    expect(parseAuthenticatorData(data(0x05))).toEqual({ ...none, userVerified: true });
    expect(parseAuthenticatorData(data(0x09))).toEqual({ ...none, backupEligible: true });
    expect(parseAuthenticatorData(data(0x11))).toEqual({ ...none, backedUp: true });
    expect(parseAuthenticatorData(data(0x41, ...aaguid)).aaguid).toBe('eed60203-0405-0607-0809-0a0b0c0d0e0f');
  });

  it('is refused when it is too short, and otherwise read whatever it is', () => {
    for (const short of [new Uint8Array(0), data(1).subarray(0, 36), data(0x41), data(0x41, ...aaguid.slice(1))])
      expect(() => parseAuthenticatorData(short)).toThrow('PASSKEY_FAILED');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 53, maxLength: 300 }), (bytes) => {
        const { aaguid: uuid } = parseAuthenticatorData(new Uint8Array(bytes));
        expect(uuid ?? '00000000-0000-0000-0000-000000000000').toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      }),
    );
  });
});
