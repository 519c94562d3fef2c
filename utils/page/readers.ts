import type { PageReader } from './reader';
import { whatsappWeb } from './readers/whatsapp-web';
import { telegramA } from './readers/telegram-a';
import { telegramK } from './readers/telegram-k';
import { discordWeb } from './readers/discord-web';
import { slackWeb } from './readers/slack-web';
import { messengerWeb } from './readers/messenger-web';
import { googleChatWeb } from './readers/google-chat-web';
import { elementWeb } from './readers/element-web';
import { converse } from './readers/converse';

/** Every client that can be read; those that are known by their address first. */
export const READERS: readonly PageReader[] = [
  whatsappWeb,
  telegramA,
  telegramK,
  discordWeb,
  slackWeb,
  messengerWeb,
  googleChatWeb,
  elementWeb,
  converse,
];
