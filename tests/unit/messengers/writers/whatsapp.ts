/** A message as the writer takes it, and as the parser gives it back. */
export interface WrittenMessage {
  /** What the clock showed, as if it were UTC. */
  readonly ms: number;
  /** null: the messenger's own words. */
  readonly sender: string | null;
  readonly text: string;
  /** The name of a file that was sent. */
  readonly file?: string;
  readonly isEdited?: boolean;
}

/** How a chat is exported: the phone's system, language and clock, and the words of the language. */
export interface WhatsAppStyle {
  readonly system: 'ios' | 'android';
  readonly locale: string;
  readonly hour12?: boolean;
  /** In whose name an iPhone has the messenger speak. */
  readonly spokesman: string;
  readonly attached: string;
  readonly edited: string;
}

/** Dates as the platform writes them: for Android with minutes, for iOS with seconds. */
export function dateWriter({ system, locale, hour12 }: WhatsAppStyle): (ms: number) => string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: system === 'ios' ? 'medium' : 'short',
    timeZone: 'UTC',
    ...(hour12 !== undefined && { hour12 }),
  });
  return (ms) => format.format(ms);
}

/** A chat as WhatsApp exports it: for iOS lines end with CRLF, and with LF within messages. */
export function writeWhatsApp(messages: readonly WrittenMessage[], style: WhatsAppStyle): string {
  const date = dateWriter(style);
  return messages
    .map((message) => (style.system === 'ios' ? iosLine : androidLine)(message, date(message.ms), style))
    .join('');
}

function iosLine(
  { sender, text, file, isEdited }: WrittenMessage,
  date: string,
  { spokesman, attached, edited }: WhatsAppStyle,
): string {
  if (sender === null) return `[${date}] ${spokesman}: \u200e${text}\r\n`;
  if (file !== undefined) return `\u200e[${date}] ${sender}: ${text}${text && ' '}\u200e<${attached}: ${file}>\r\n`;
  return `[${date}] ${sender}: ${text}${isEdited ? ` \u200e<${edited}>` : ''}\r\n`;
}

function androidLine(
  { sender, text, file, isEdited }: WrittenMessage,
  date: string,
  { attached, edited }: WhatsAppStyle,
): string {
  if (sender === null) return `${date} - ${text}\n`;
  if (file !== undefined) return `${date} - ${sender}: ${file} (${attached})\n${text && `${text}\n`}`;
  return `${date} - ${sender}: ${text}${isEdited ? ` <${edited}>` : ''}\n`;
}
