import { messengerName } from '@/components/exports/messenger-name';
import { type Client, MESSENGER_OF } from '@/utils/page/clients';
import { t } from '@/utils/words';

/** What a web messenger is called. */
export function clientName(client: Client): string {
  // Its messenger is a protocol, which nobody knows it by.
  return client === 'converse' ? t('clientConverse') : messengerName(MESSENGER_OF[client]);
}
