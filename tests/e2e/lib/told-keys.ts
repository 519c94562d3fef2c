import type { HeirsFacts, KeyInfo, KeyList, PasskeyFacts } from '../../../utils/vault/key-types.ts';

const DAY = 86_400_000;
const today = Date.now();

/** A passkey that Google keeps. */
export const SYNCED: PasskeyFacts = {
  credentialId: new Uint8Array([1]),
  userId: 'AQ',
  aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
  backupEligible: true,
  backedUp: true,
  transports: ['hybrid', 'internal'],
};

/** A passkey on a security key. */
export const ON_SECURITY_KEY: PasskeyFacts = {
  ...SYNCED,
  credentialId: new Uint8Array([2]),
  aaguid: '00000000-0000-0000-0000-000000000000',
  backupEligible: false,
  backedUp: false,
  transports: ['usb', 'nfc'],
};

export const TWO_OF_THREE: HeirsFacts = { set: '3f2a91bc', threshold: 2, people: ['Anna', 'Ben', ''] };

/** A key that was made half a year ago and tried last week. */
export function keyOf(change: Partial<KeyInfo>): KeyInfo {
  const dates = { madeAt: today - 190 * DAY, usedAt: today, provedAt: today - 7 * DAY };
  const known = { isDue: false, isOutdated: false, isRemovable: true, passkey: null, heirs: null };
  return { id: '0011223344556677', kind: 'passkey', name: '', ...dates, ...known, ...change };
}

/** Keys of every kind. */
export const ALL_KINDS: readonly KeyInfo[] = [
  keyOf({ id: '01', name: 'Mac', passkey: SYNCED }),
  keyOf({ id: '02', name: 'Blue key', passkey: ON_SECURITY_KEY, usedAt: null, isDue: true }),
  keyOf({ id: '03', kind: 'words', usedAt: null }),
  keyOf({ id: '04', kind: 'password' }),
  keyOf({ id: '05', kind: 'heirs', heirs: TWO_OF_THREE, provedAt: null, usedAt: null }),
];

/** A list of keys: of every kind, where nothing else is said. */
export function listOf(change: Partial<KeyList>): KeyList {
  const odd = { strays: [], missing: [], rotatedAt: null, oldArchives: 0, oldBytes: 0 };
  return { keys: ALL_KINDS, isProtected: true, vaultId: '3F2A-91BC', ...odd, ...change };
}

/** When {@link listOf}'s strays were removed. */
export const REMOVED_AT = Date.UTC(2026, 4, 3, 12);
