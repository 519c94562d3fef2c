import type { ChatEvents, FoundMessage } from '../reading/chat-events';
import { gatherReactions } from '../reading/gather-reactions';
import { asArray, asObject, asString, type JsonObject } from '../json/shape';
import { LONGEST_LINE, type Line } from '../text/lines';
import { parseIso } from '../time/iso';
import type { ExportedMedia } from './signal-export-media';

/** A line of `data.json`. */
export function readData(
  { text, end, number }: Line,
  file: string,
  events: ChatEvents,
  media: ExportedMedia,
  say: (message: FoundMessage) => void,
): void {
  if (text.trim() === '') return;
  let value: JsonObject | null;
  try {
    value = asObject(JSON.parse(text));
  } catch {
    const reason = text.length >= LONGEST_LINE ? 'too-long' : end === '' ? 'cut-short' : 'syntax';
    events.unparsed(file, number, reason, text);
    return;
  }
  if (value) say(readMessage(value, media));
  else events.unparsed(file, number, 'unknown', text);
}

function readMessage(value: JsonObject, media: ExportedMedia): FoundMessage {
  const text = withoutEnd(asString(value['body']) ?? '');
  const quote = asString(value['quote'])?.trim() ?? '';
  const sticker = readSticker(value['sticker']);
  const attachments = asArray(value['attachments']).map((element) => {
    const attachment = asObject(element);
    return media.attachment(asString(attachment?.['name']) ?? '', asString(attachment?.['path']) ?? '');
  });
  const reactions = gatherReactions(asArray(value['reactions']).map(readReaction));
  return {
    id: null,
    time: parseIso(asString(value['date']) ?? ''),
    sender: asString(value['sender']) ?? null,
    kind: kindOf(value, sticker !== null, attachments.length > 0),
    text: sticker !== null && text === '' ? sticker : text,
    ...(attachments.length > 0 && { attachments }),
    ...(quote !== '' && { replyTo: { text: unquoted(quote) } }),
    ...(reactions.length > 0 && { reactions }),
  };
}

function kindOf(value: JsonObject, isSticker: boolean, hasFiles: boolean): FoundMessage['kind'] {
  if (value['deleted'] === true) return 'deleted';
  if (value['call'] === true) return 'call';
  if (isSticker) return 'sticker';
  return hasFiles ? 'media' : 'text';
}

/** The emoji that a sticker stands for; '' where it stands for none, null where there is no sticker. */
function readSticker(value: unknown): string | null {
  const sticker = asObject(value);
  if (sticker) return asString(sticker['emoji']) ?? '';
  return asString(value) || null;
}

/** `["Ann", "👍"]`. */
function readReaction(value: unknown): { readonly emoji: string; readonly by: string } {
  const [by, emoji] = asArray(value).map(asString);
  return { emoji: emoji ?? '', by: by ?? '' };
}

/** Without the two spaces that the exporter puts behind every text for Markdown. */
export function withoutEnd(body: string): string {
  return body.endsWith('  ') ? body.slice(0, -2) : body;
}

/** What stands behind the `> ` of each line. */
export function unquoted(quote: string): string {
  return quote.replaceAll(/^> ?/gm, '');
}
