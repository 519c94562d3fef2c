import { type PasskeyHome, passkeyHome } from '@/utils/passkey/providers';
import type { PasskeyFacts } from '@/utils/vault/key-types';
import { expect, it } from 'vitest';

const GOOGLE = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4';
const HELLO = '08987058-cadc-4b81-b6e1-30de50dcbe96';
const UNSAID = '00000000-0000-0000-0000-000000000000';

function facts(change: Partial<PasskeyFacts>): PasskeyFacts {
  const flags = { backupEligible: false, backedUp: false };
  return { credentialId: new Uint8Array([1]), userId: '', aaguid: UNSAID, transports: [], ...flags, ...change };
}

it.each<[string, Partial<PasskeyFacts>, PasskeyHome]>([
  [
    'a password manager that syncs',
    { aaguid: GOOGLE, backupEligible: true, backedUp: true, transports: ['hybrid', 'internal'] },
    { provider: 'Google Password Manager', kind: 'device', reach: 'synced' },
  ],
  [
    'the same, spelled in capitals',
    { aaguid: GOOGLE.toUpperCase(), backupEligible: true, backedUp: true, transports: ['internal'] },
    { provider: 'Google Password Manager', kind: 'device', reach: 'synced' },
  ],
  [
    'one that had not synced yet',
    { aaguid: GOOGLE, backupEligible: true, transports: ['internal'] },
    { provider: 'Google Password Manager', kind: 'device', reach: 'syncable' },
  ],
  [
    'a computer that keeps it',
    { aaguid: HELLO, transports: ['internal'] },
    { provider: 'Windows Hello', kind: 'device', reach: 'bound' },
  ],
  [
    'a security key, whose model the browser hides',
    { transports: ['nfc', 'usb'] },
    { provider: null, kind: 'securityKey', reach: 'bound' },
  ],
  [
    'a security key that says it is not backed up, whatever it says elsewhere',
    { transports: ['usb'], backedUp: true },
    { provider: null, kind: 'securityKey', reach: 'bound' },
  ],
  [
    'a phone',
    { transports: ['hybrid'], backupEligible: true, backedUp: true },
    { provider: null, kind: 'phone', reach: 'synced' },
  ],
  ['one of which nothing is known', {}, { provider: null, kind: 'unknown', reach: 'bound' }],
  [
    'what no table knows',
    { aaguid: '__proto__', transports: ['light'] },
    { provider: null, kind: 'unknown', reach: 'bound' },
  ],
])('tells where a passkey lives: %s', (_, change, home) => {
  expect(passkeyHome(facts(change))).toStrictEqual(home);
});
