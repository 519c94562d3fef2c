import { headItems } from '../json/head-items';
import { asId, asObject, asString } from '../json/shape';
import type { Chat } from '../model';
import { type ExportFile, nameOf } from '../source/export-file';
import type { Placed } from '../source/zips-together';

/** One file of DiscordChatExporter. */
export interface ExporterFile extends Placed {
  /** Id of the server; the same for all direct chats. */
  readonly guild: string;
  readonly chat: Chat;
  /** What its name shares with the other parts of the same export. */
  readonly stem: string;
  /** Which part it is, from 1. */
  readonly part: number;
}

/**
 * What the head of a file says of its channel, when it is one of DiscordChatExporter in JSON: `guild`, `channel` and
 * `dateRange` before the messages. null: it is none. Tyrrrz/DiscordChatExporter, JsonMessageWriter.cs.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function exporterFile(file: ExportFile, signal: AbortSignal): Promise<ExporterFile | null> {
  const items = await headItems(file, choose, signal);
  const at = (key: string): ReturnType<typeof asObject> => asObject(items.find(({ path }) => path[0] === key)?.value);
  const [guild, channel] = [at('guild'), at('channel')];
  const [guildId, id] = [asId(guild?.['id']), asId(channel?.['id'])];
  const type = asId(channel?.['type']);
  if (guildId === null || id === null || type === null || !at('dateRange')) return null;
  const name = nameOf(file.path);
  const part = / \[part (\d{1,9})\](?=\.json$)/i.exec(name);
  return {
    file,
    before: file.path.slice(0, -name.length),
    guild: guildId,
    chat: { id, title: asString(channel?.['name']) ?? '', kind: kindOf(type) },
    stem: part ? name.replace(part[0], '') : name,
    part: Number(part?.[1] ?? 1),
  };
}

function choose([key, ...below]: readonly unknown[]): 'enter' | 'take' | 'skip' {
  if (key === undefined) return 'enter';
  return below.length === 0 && (key === 'guild' || key === 'channel' || key === 'dateRange') ? 'take' : 'skip';
}

/** ChannelKind.cs: kinds that it has no name for are written as Discord's number. */
function kindOf(type: string): Chat['kind'] {
  if (type === 'DirectTextChat' || type === '1') return 'direct';
  return type === 'DirectGroupTextChat' || type === '3' ? 'group' : 'channel';
}
