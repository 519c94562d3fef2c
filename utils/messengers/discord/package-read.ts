import { ChatEvents, type FoundMessage } from '../reading/chat-events';
import type { ReadOptions } from '../format';
import { asId, asObject, asString } from '../json/shape';
import type { ExportEvent, Participant } from '../model';
import { readOneFile } from '../reading/one-file';
import { readElements } from '../reading/read-elements';
import type { ExportFile } from '../source/export-file';
import { type PackageChannel, ownerOf, readChannels } from './package-channels';
import { readPackageCsv } from './package-csv';
import type { PackageFiles } from './package-files';
import { quoteIds } from './package-json';
import { packageMessage } from './package-message';

/** Reads a package, channel by channel. @throws an abort */
export async function* readPackage(
  files: PackageFiles,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const { channels, account, unparsed } = await readChannels(files, onBytes, signal);
  yield unparsed;
  const owner = account ?? ownerOf(channels) ?? { id: 'self', name: '' };
  for (const channel of channels) {
    const events = chatOf(channel, owner);
    yield events.take();
    if (channel.messages)
      yield* readOneFile(channel.messages, readMessages(channel.messages, events, owner.id, onBytes, signal), signal);
  }
}

function chatOf({ chat, recipients }: PackageChannel, owner: Participant): ChatEvents {
  const events = new ChatEvents(chat);
  events.person(owner, 'sure');
  for (const id of recipients) events.person({ id, name: '' });
  return events;
}

function readMessages(
  file: ExportFile,
  chat: ChatEvents,
  owner: string,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  if (/\.csv$/i.test(file.path)) return readPackageCsv(file, chat, owner, onBytes, signal);
  const options = {
    choose: (path: readonly unknown[]) => (path.length === 0 ? 'each' : 'skip'),
    prepare: quoteIds,
    chat: () => chat,
    message: (element: unknown) => messageOf(element, owner),
    isKnown: false,
    onBytes,
  } as const;
  return readElements(file, options, signal);
}

function messageOf(element: unknown, owner: string): FoundMessage | null {
  const message = asObject(element);
  const id = asId(message?.['ID']);
  if (!message || id === null) return null;
  const at = (key: string): string => asString(message[key]) ?? '';
  return packageMessage({ id, time: at('Timestamp'), text: at('Contents'), attachments: at('Attachments') }, owner);
}
