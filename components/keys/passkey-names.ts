import { fitName } from '@/utils/passkey/names';
import { t } from '@/utils/words';

/**
 * What a passkey is called in the lists of whoever keeps it. Most show the user's name, some the display name, few both:
 * so each says whose it is, and that it is needed.
 * @param name as the key is called here
 */
export function passkeyNames(name: string): { userName: string; displayName: string } {
  return {
    userName: t('keyUserName'),
    displayName: fitName(name, (short) => t('keyDisplayName', short)),
  };
}
