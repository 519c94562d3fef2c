import { headItems } from '../json/head-items';
import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { ExportFile } from '../source/export-file';

/** What the beginning of a message file says of where it is from. */
export interface DyiSigns {
  readonly instagram: boolean;
  readonly messenger: boolean;
}

/**
 * Looks whether a file is a conversation of Meta's "Download your information" in JSON: messages with both a `sender_name`
 * and a `timestamp_ms`, or, where there is none, people with names and a path of the thread. null: it is none.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function dyiSigns(file: ExportFile, signal: AbortSignal): Promise<DyiSigns | null> {
  const items = await headItems(file, choose, signal);
  const valuesAt = (key: string): unknown[] => items.filter(({ path }) => path[0] === key).map(({ value }) => value);
  const messages = valuesAt('messages').map(asObject);
  const isMessage = (message: JsonObject | null): boolean =>
    asString(message?.['sender_name']) !== null &&
    (asNumber(message?.['timestamp_ms']) ?? asNumber(message?.['timestamp'])) !== null;
  const isPerson = (person: unknown): boolean => asString(asObject(person)?.['name']) !== null;
  const isThread = valuesAt('participants').some(isPerson) && valuesAt('thread_path').some(asString);
  if (!messages.some(isMessage) && !isThread) return null;
  const uris = messages.flatMap((message) => (message ? urisOf(message) : []));
  return {
    instagram: messages.some(isInstagrams) || uris.some((uri) => uri.startsWith('your_instagram_activity/')),
    messenger:
      valuesAt('thread_type').length > 0 ||
      messages.some((message) => asString(message?.['type']) !== null) ||
      uris.some((uri) => /^your_(?:activity_across_facebook|facebook_activity)\/|\/stickers_used\//.test(uri)),
  };
}

function choose(path: readonly unknown[]): 'enter' | 'each' | 'take' | 'skip' {
  const [key] = path;
  if (path.length === 0) return 'enter';
  if (key === 'messages' || key === 'participants') return 'each';
  return key === 'thread_path' || key === 'thread_type' ? 'take' : 'skip';
}

/** Only Instagram says whose a shared post is, and when somebody reacted. */
function isInstagrams(message: JsonObject | null): boolean {
  return (
    asObject(message?.['share'])?.['original_content_owner'] !== undefined ||
    asArray(message?.['reactions']).some((reaction) => asObject(reaction)?.['timestamp'] !== undefined)
  );
}

function urisOf(message: JsonObject): readonly string[] {
  const files = ['photos', 'videos', 'audio_files', 'files', 'gifs'].flatMap((key) => asArray(message[key]));
  return [...files, message['sticker']].flatMap((file) => asString(asObject(file)?.['uri']) ?? []);
}
