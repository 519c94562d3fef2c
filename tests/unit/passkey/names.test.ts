import { MAX_NAME_BYTES, fitName } from '@/utils/passkey/names';
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../ui/fake-browser';

const warn = (name: string): string => `Passkeep: ${name} (do not delete)`;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe('a passkey’s name', () => {
  it('stays whole where it fits', () => {
    expect(fitName('Mac', warn)).toBe('Passkeep: Mac (do not delete)');
  });

  it('is shortened so that the warning after it is kept', () => {
    const fitted = fitName('the laptop in the study behind the kitchen, second drawer', warn);
    expect(fitted).toBe('Passkeep: the laptop in the study behind the… (do not delete)');
    expect(bytes(fitted)).toBeLessThanOrEqual(MAX_NAME_BYTES);
  });

  it('is never cut inside of what people see as one character', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(fitName(family.repeat(3), warn)).toBe(warn(`${family}…`));
  });

  it('fits, whatever it is', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        const fitted = fitName(name, warn);
        expect(bytes(fitted)).toBeLessThanOrEqual(MAX_NAME_BYTES);
        expect(fitted).toMatch(/^Passkeep: [^]* \(do not delete\)$/);
        if (bytes(warn(name)) <= MAX_NAME_BYTES) expect(fitted).toBe(warn(name));
      }),
    );
  });

  it('cannot fit where there is no room for any', () => {
    expect(() => fitName('a', () => 'x'.repeat(65))).toThrow(RangeError);
  });

  it('is, as the user’s name, short enough in the catalogue', () => {
    expect(bytes(CATALOGUE['keyUserName']?.message ?? '')).toBeLessThanOrEqual(MAX_NAME_BYTES);
    expect(bytes(CATALOGUE['keyDisplayName']?.message ?? '')).toBeLessThanOrEqual(MAX_NAME_BYTES / 2);
  });
});
