import type { Messenger } from '@/utils/messengers/model';
import { type Word, t } from '@/utils/words';

const NAMES: Readonly<Record<Messenger, Word>> = {
  whatsapp: 'messengerWhatsapp',
  telegram: 'messengerTelegram',
  messenger: 'messengerMessenger',
  instagram: 'messengerInstagram',
  discord: 'messengerDiscord',
  slack: 'messengerSlack',
  element: 'messengerElement',
  signal: 'messengerSignal',
  'google-chat': 'messengerGoogleChat',
  rocketchat: 'messengerRocketchat',
  skype: 'messengerSkype',
  line: 'messengerLine',
  kakaotalk: 'messengerKakaotalk',
  imessage: 'messengerImessage',
  xmpp: 'messengerXmpp',
};

/** The messenger as it calls itself. */
export function messengerName(messenger: Messenger): string {
  return t(NAMES[messenger]);
}
