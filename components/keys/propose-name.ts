import type { PasskeyPlace } from '@/utils/passkey/create-passkey';
import { type Word, t } from '@/utils/words';

/** Devices by what the browser says of its platform (User-Agent Client Hints). */
const DEVICES: Readonly<Record<string, Word>> = {
  Windows: 'keyOnWindows',
  macOS: 'keyOnMac',
  'Chrome OS': 'keyOnChromebook',
  Android: 'keyOnAndroid',
};

/**
 * A name for a passkey that is to live at `place`, as it stays true when it is read on another device.
 * @param platform as `navigator.userAgentData.platform` has it
 * @param taken names that other keys have; a number is put behind the name where it is among them
 */
export function proposeName(place: PasskeyPlace, platform: string, taken: readonly string[]): string {
  const name = t(wordFor(place, platform));
  let proposed = name;
  for (let n = 2; taken.includes(proposed); n++) proposed = t('keyNumbered', name, `${n}`);
  return proposed;
}

function wordFor(place: PasskeyPlace, platform: string): Word {
  if (place === 'security-key') return 'keyOnSecurityKey';
  if (place === 'hybrid') return 'keyOnPhone';
  return DEVICES[platform] ?? 'keyOnComputer';
}
