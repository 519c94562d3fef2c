import { capturedView } from './captured/format';
import { discordExporter } from './discord/exporter-format';
import { discordPackage } from './discord/package-format';
import { elementHtml } from './element/html-format';
import { elementJson } from './element/json-format';
import { elementText } from './element/text-format';
import { googleChat } from './google-chat/format';
import { imessageHtml } from './imessage/html-format';
import { imessageText } from './imessage/text-format';
import { kakaotalk } from './kakaotalk/format';
import { lineDesktop } from './line/desktop-format';
import { line } from './line/format';
import { metaDyi } from './meta/dyi-format';
import { metaE2ee } from './meta/e2ee-format';
import { rocketchat } from './rocketchat/format';
import { signalJsonl } from './signal/jsonl-format';
import { signalExport } from './signal/signal-export-format';
import { skype } from './skype/format';
import { slack } from './slack/format';
import { telegramHtml } from './telegram/html-format';
import { telegramJson } from './telegram/json-format';
import { whatsapp } from './whatsapp/format';
import type { Format } from './format';

/**
 * Every format that is understood, in the order in which they look at what was given: the surest signatures first. What one
 * has claimed the next ones do not see.
 */
export const FORMATS: readonly Format[] = [
  capturedView,
  googleChat,
  slack,
  discordPackage,
  signalJsonl,
  metaDyi,
  metaE2ee,
  telegramJson,
  discordExporter,
  elementJson,
  rocketchat,
  skype,
  telegramHtml,
  elementHtml,
  imessageHtml,
  signalExport,
  kakaotalk,
  line,
  imessageText,
  elementText,
  whatsapp,
  lineDesktop,
];
