import type { Messenger } from '@/utils/messengers/model';

/** The web messengers whose pages can be read. */
export const CLIENTS = [
  'whatsapp-web',
  'telegram-a',
  'telegram-k',
  'discord-web',
  'slack-web',
  'messenger-web',
  'google-chat-web',
  'element-web',
  'converse',
] as const;

/** One of {@link CLIENTS}. */
export type Client = (typeof CLIENTS)[number];

/** Whose messages a client shows. */
export const MESSENGER_OF: Readonly<Record<Client, Messenger>> = {
  'whatsapp-web': 'whatsapp',
  'telegram-a': 'telegram',
  'telegram-k': 'telegram',
  'discord-web': 'discord',
  'slack-web': 'slack',
  'messenger-web': 'messenger',
  'google-chat-web': 'google-chat',
  'element-web': 'element',
  converse: 'xmpp',
};
