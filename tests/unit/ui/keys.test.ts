import { failureFacts } from '@/components/failure-facts';
import { keyDates, keyPlace, keyTitle } from '@/components/keys/key-words';
import { proposeName } from '@/components/keys/propose-name';
import { type Protection, protectionOf } from '@/components/keys/protection';
import type { KeyInfo, KeyKind, KeyList } from '@/utils/vault/key-types';
import { describe, expect, it, vi } from 'vitest';
import { ALL_KINDS, ON_SECURITY_KEY, SYNCED, TWO_OF_THREE, keyOf, listOf } from '../../e2e/lib/told-keys';

vi.mock('wxt/browser', async () => await import('./fake-browser'));

const keysOf = (...kinds: KeyKind[]): KeyInfo[] => kinds.map((kind, at) => keyOf({ kind, id: `${at}` }));

describe('the state of the keys', () => {
  it.each<[string, Partial<KeyList>, Protection]>([
    ['counts every key but passwords', { keys: ALL_KINDS }, { kind: 'protected', keys: 4 }],
    ['counts none that is missing', { keys: ALL_KINDS, missing: ['02'] }, { kind: 'protected', keys: 3 }],
    [
      'wants words where there are passkeys alone',
      { keys: keysOf('passkey', 'passkey'), isProtected: false },
      lacks('words'),
    ],
    [
      'wants words where a password is the only other key',
      { keys: keysOf('passkey', 'password'), isProtected: false },
      lacks('words'),
    ],
    ['wants a passkey where there are words alone', { keys: keysOf('words'), isProtected: false }, lacks('passkey')],
    [
      'wants a passkey where there are sheets and a password',
      { keys: keysOf('heirs', 'password'), isProtected: false },
      lacks('passkey'),
    ],
    [
      'wants the keys tried where there are enough',
      { keys: keysOf('passkey', 'words'), isProtected: false },
      lacks('trial'),
    ],
    [
      'wants words where they are missing',
      { keys: keysOf('passkey', 'words'), missing: ['1'], isProtected: false },
      lacks('words'),
    ],
  ])('%s', (_, list, protection) => {
    expect(protectionOf(listOf(list))).toStrictEqual(protection);
  });

  function lacks(what: 'words' | 'passkey' | 'trial'): Protection {
    return { kind: 'lacks', what };
  }
});

describe('a key in words', () => {
  it('is called by its name, else by its kind', () => {
    expect(keyTitle({ kind: 'words', name: '' })).toBe('Recovery words');
    expect(keyTitle({ kind: 'passkey', name: 'Mac' })).toBe('Mac');
    expect(keyTitle({ kind: 'passkey', name: 'a\u202eb' })).toBe('a\u{fffd}b');
  });

  it('says where it lives', () => {
    expect(keyPlace(keyOf({ passkey: SYNCED }))).toBe('Google Password Manager, synced to your other devices');
    expect(keyPlace(keyOf({ passkey: ON_SECURITY_KEY }))).toBe('Security key, only on that key');
    const bound = { ...SYNCED, aaguid: '', backupEligible: false, backedUp: false, transports: ['internal'] };
    expect(keyPlace(keyOf({ passkey: bound }))).toBe('Kept by a device, only on the device where it was made');
    expect(keyPlace(keyOf({ kind: 'heirs', heirs: TWO_OF_THREE }))).toContain('Any 2 of 3 people together');
  });

  it('says when it was made, used and tried', () => {
    const now = Date.now();
    expect(keyDates(keyOf({ madeAt: now, usedAt: null, provedAt: null }))).toStrictEqual([
      'Made: today',
      'Not used yet',
      'Not tried yet',
    ]);
    expect(keyDates(keyOf({ madeAt: now, usedAt: now, provedAt: now })).slice(1)).toStrictEqual([
      'Last used: today',
      'Last tried: today',
    ]);
  });
});

describe('the name that is proposed for a passkey', () => {
  it.each([
    ['client-device', 'Windows', 'Windows computer'],
    ['client-device', 'macOS', 'Mac'],
    ['client-device', 'Linux', 'Computer'],
    ['client-device', '', 'Computer'],
    ['security-key', 'Windows', 'Security key'],
    ['hybrid', 'macOS', 'Phone'],
  ] as const)('is, for %s on %s, %s', (place, platform, name) => {
    expect(proposeName(place, platform, [])).toBe(name);
  });

  it('is none that another key has', () => {
    expect(proposeName('hybrid', '', ['Phone', 'Phone 2', 'Phone 4'])).toBe('Phone 3');
  });
});

describe('a removed key', () => {
  it('is named, with the day', () => {
    const at = new Date(2026, 4, 3, 12).getTime();
    expect(failureFacts({ code: 'KEY_REMOVED', detail: { name: 'Old phone', at } })).toStrictEqual([
      '3 May 2026',
      '\u2068Old phone\u2069',
    ]);
    expect(failureFacts({ code: 'KEY_REMOVED', detail: { name: '', at } })[1]).toBe('a key without a name');
    expect(failureFacts({ code: 'LOCKED' })).toStrictEqual([]);
  });
});
