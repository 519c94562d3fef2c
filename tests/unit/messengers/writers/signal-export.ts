/** A message as carderne/signal-export has it before it writes. */
export interface ExportedMessage {
  /** ISO, local, with seconds. */
  readonly date: string;
  readonly sender: string;
  readonly text: string;
  readonly quote: string;
  readonly sticker: string;
  readonly reactions: readonly { readonly by: string; readonly emoji: string }[];
  /** Names of files in `media/`. */
  readonly files: readonly string[];
  readonly deleted: boolean;
}

/** A line of `data.json` (models.Message.dict_str). */
export function writeData({ date, sender, text, quote, sticker, reactions, files, deleted }: ExportedMessage): string {
  return `${JSON.stringify({
    date,
    sender,
    body: `${text}  `,
    quote: quote === '' ? '' : `\n\n> ${quote.replaceAll('\n', '\n> ')}\n\n`,
    sticker: sticker === '' ? null : { id: '1', packId: 'p', packKey: 'k', emoji: sticker, extension: null },
    reactions: reactions.map(({ by, emoji }) => [by, emoji]),
    attachments: files.map((name) => ({ name, path: `media/${name.replaceAll(/\s/g, '%20')}` })),
    deleted,
  })}\n`;
}

/** The lines of a message in `chat.md` (models.Message.to_md). */
export function writeMarkdown({
  date,
  sender,
  text,
  quote,
  sticker,
  reactions,
  files,
  deleted,
}: ExportedMessage): string {
  const start = `[${date.replace('T', ' ')}] ${sender}: `;
  if (deleted) return `${start}(This message was deleted)\n\n`;
  const before = quote === '' ? '' : `\n\n> ${quote.replaceAll('\n', '\n> ')}\n\n`;
  const reacted =
    reactions.length > 0 ? `\n(- ${reactions.map(({ by, emoji }) => `${by}: ${emoji}`).join(', ')} -)` : '';
  const stuck = sticker === '' ? '' : `\n(( ${sticker} ))`;
  const links = files.map(
    (name) => `${name.endsWith('.png') ? '!' : ''}[${name}](./media/${name.replaceAll(/\s/g, '%20')})  `,
  );
  return `${start}${before}${text}  ${reacted}${stuck}${links.join('')}\n\n`;
}
