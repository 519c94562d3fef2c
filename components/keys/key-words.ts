import { day } from '@/components/figures';
import { type PasskeyHome, passkeyHome } from '@/utils/passkey/providers';
import type { KeyInfo, KeyKind } from '@/utils/vault/key-types';
import { shownName } from '@/utils/shown-name';
import { type Word, count, t } from '@/utils/words';

/** The longest name of a key that can be typed, in UTF-16 units. */
export const MAX_KEY_NAME = 60;

const PLAIN_NAMES: Readonly<Record<KeyKind, Word>> = {
  passkey: 'keyPasskey',
  words: 'keyWords',
  password: 'keysPassword',
  heirs: 'keysHeirs',
};

const HOMES: Readonly<Record<PasskeyHome['kind'], Word>> = {
  securityKey: 'keyHomeSecurityKey',
  device: 'keyHomeDevice',
  phone: 'keyHomePhone',
  unknown: 'keyHomeUnknown',
};

const REACHES: Readonly<Record<PasskeyHome['reach'], Word>> = {
  synced: 'keySynced',
  syncable: 'keySyncable',
  bound: 'keyBound',
};

/** What a key is called: by its name, else by its kind. */
export function keyTitle({ name, kind }: Pick<KeyInfo, 'name' | 'kind'>): string {
  return name === '' ? t(PLAIN_NAMES[kind]) : shownName(name);
}

/** Where a key lives, in one line. */
export function keyPlace({ kind, passkey, heirs }: KeyInfo): string {
  if (kind === 'words') return t('keyWordsMeans');
  if (kind === 'password') return t('keyPasswordMeans');
  if (heirs) return count('keyHeirsMeans', heirs.threshold, `${heirs.people.length}`);
  if (!passkey) return '';
  const home = passkeyHome(passkey);
  const onKeyAlone = home.kind === 'securityKey' && home.reach === 'bound';
  return t('keyHome', home.provider ?? t(HOMES[home.kind]), t(onKeyAlone ? 'keyBoundToKey' : REACHES[home.reach]));
}

/** When a key was made, last used and last proved. */
export function keyDates({ madeAt, usedAt, provedAt }: KeyInfo): string[] {
  return [
    t('keyMade', day(madeAt)),
    usedAt === null ? t('keyNotUsed') : t('keyUsed', day(usedAt)),
    provedAt === null ? t('keyNotTried') : t('keyTried', day(provedAt)),
  ];
}
