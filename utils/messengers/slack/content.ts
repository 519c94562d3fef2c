import { type JsonObject, asArray, asObject, asString } from '../json/shape';

/**
 * The mrkdwn of a message: as its sender wrote it, without the sentence that Slack put around a file in exports before 2018;
 * of bots, which often write nothing but cards, the text of these.
 */
export function mrkdwnOf(message: JsonObject): string {
  const file = asObject(message['file']);
  const subtype = asString(message['subtype']);
  if (file && subtype === 'file_share') return asString(asObject(file['initial_comment'])?.['comment']) ?? '';
  if (file && subtype === 'file_comment')
    return asString(asObject(message['comment'])?.['comment']) ?? asString(message['text']) ?? '';
  const text = asString(message['text']) ?? asString(asObject(message['message'])?.['text']);
  return (
    text || joined(asArray(message['attachments']).map(cardText)) || joined(asArray(message['blocks']).map(blockText))
  );
}

/** `{pretext, title, title_link, text, fallback, fields[]}` */
function cardText(value: unknown): string {
  const card = asObject(value);
  const fields = asArray(card?.['fields']).map((field) =>
    joined([asString(asObject(field)?.['title']), asString(asObject(field)?.['value'])]),
  );
  const own = [card?.['pretext'], card?.['title'], card?.['text']].map(asString);
  return joined([...own, ...fields]) || (asString(card?.['fallback']) ?? '');
}

/** The `text` of a block and of what is in it: a string, or an object with one. */
function blockText(value: unknown): string {
  const block = asObject(value);
  const text = asString(block?.['text']) ?? asString(asObject(block?.['text'])?.['text']);
  const inner = [...asArray(block?.['elements']), ...asArray(block?.['fields'])].map(blockText);
  // Pieces of one line of rich text belong together; blocks are below each other.
  const isLine = block?.['type'] === 'rich_text_section' || block?.['type'] === 'rich_text_preformatted';
  return joined([text, isLine ? inner.join('') : joined(inner)]);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part).join('\n');
}
