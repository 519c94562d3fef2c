import type { ReadOptions } from '../format';
import { type JsonOptions, readJson } from '../json/read-json';
import { asArray, asId, asObject, asString } from '../json/shape';
import type { Chat, ExportEvent, Participant } from '../model';
import { readOneFile } from '../reading/one-file';
import type { ExportFile } from '../source/export-file';
import type { ChannelFiles, PackageFiles } from './package-files';
import { quoteIds } from './package-json';

/** A channel of a package. */
export interface PackageChannel {
  readonly chat: Chat;
  /** Ids of those who are in it, the owner included. */
  readonly recipients: readonly string[];
  readonly messages: ExportFile | null;
}

/** What a package says ahead of its messages. */
export interface PackageHead {
  readonly channels: readonly PackageChannel[];
  /** Whose package it is; null: it does not say. */
  readonly account: Participant | null;
  readonly unparsed: readonly ExportEvent[];
}

/** Reads who the package is of and what its channels are. @throws an abort */
export async function readChannels(
  { channels, index, user }: PackageFiles,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): Promise<PackageHead> {
  const unparsed: ExportEvent[] = [];
  const membersOf = async (file: ExportFile | null, choose: JsonOptions['choose']): Promise<Map<string, unknown>> => {
    const members = new Map<string, unknown>();
    if (file)
      for await (const events of readOneFile(file, gather(file, choose, members, onBytes, signal), signal))
        unparsed.push(...events);
    return members;
  };
  const account = await membersOf(user, ([key]) => (key === undefined ? 'enter' : OF_USER.has(key) ? 'take' : 'skip'));
  const names = await membersOf(index, (path) => (path.length === 0 ? 'enter' : 'take'));
  const read: PackageChannel[] = [];
  for (const files of channels) {
    const members = await membersOf(files.channel, ([key]) =>
      key === undefined ? 'enter' : OF_CHANNEL.has(key) ? 'take' : 'skip',
    );
    read.push(channelOf(files, members, names));
  }
  const id = asId(account.get('id'));
  const name = asString(account.get('global_name')) || (asString(account.get('username')) ?? '');
  return { channels: read, account: id === null ? null : { id, name }, unparsed };
}

const OF_USER: ReadonlySet<unknown> = new Set(['id', 'username', 'global_name']);
const OF_CHANNEL: ReadonlySet<unknown> = new Set(['id', 'type', 'name', 'recipients']);

/** Whose package it is where it does not say: the one who is in all direct channels, when there are several. */
export function ownerOf(channels: readonly PackageChannel[]): Participant | null {
  const direct = channels.filter(({ recipients }) => recipients.length > 1);
  if (direct.length < 2) return null;
  const common = direct.map(({ recipients }) => new Set(recipients)).reduce((all, some) => all.intersection(some));
  const [id] = common;
  return common.size === 1 && id !== undefined ? { id, name: '' } : null;
}

async function* gather(
  file: ExportFile,
  choose: JsonOptions['choose'],
  members: Map<string, unknown>,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  for await (const batch of readJson(file, { choose, prepare: quoteIds, onBytes }, signal))
    for (const item of batch)
      if ('unparsed' in item) yield [{ type: 'unparsed', unparsed: item.unparsed }];
      else members.set(String(item.path[0]), item.value);
}

function channelOf(
  { folder, messages }: ChannelFiles,
  members: ReadonlyMap<string, unknown>,
  names: ReadonlyMap<string, unknown>,
): PackageChannel {
  const id = asId(members.get('id')) ?? (folder.replace(/^c(?=\d+$)/i, '') || 'messages');
  const recipients = asArray(members.get('recipients')).flatMap(
    (one) => asId(one) ?? asId(asObject(one)?.['id']) ?? [],
  );
  const title = asString(members.get('name')) || (asString(names.get(id)) ?? '');
  return { chat: { id, title, kind: kindOf(asId(members.get('type')), recipients.length) }, recipients, messages };
}

/** Types were Discord's numbers once. */
function kindOf(type: string | null, recipients: number): Chat['kind'] {
  if (type === 'DM' || type === '1') return 'direct';
  if (type === 'GROUP_DM' || type === '3') return 'group';
  if (type === null) return recipients === 2 ? 'direct' : 'unknown';
  return 'channel';
}
