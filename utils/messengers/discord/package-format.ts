import type { Format } from '../format';
import { headItems } from '../json/head-items';
import { asId, asObject } from '../json/shape';
import { type ExportFile, folderOf, nameOf, readHead } from '../source/export-file';
import { type ChannelFiles, type PackageFiles, filesOf, packagesIn } from './package-files';
import { isMessageHeader } from './package-csv';
import { readPackage } from './package-read';

/** Channels that are looked at for one that is like those of a package. */
const ASKED = 50;

/**
 * The package of all data that Discord gives its users: a folder for each channel with what they wrote themselves.
 * Recognised by the folders, and by what is in one of the files that tell of channels.
 */
export const discordPackage: Format = {
  async find(tree, signal) {
    const packages: PackageFiles[] = [];
    for (const candidate of packagesIn(tree)) {
      const channels = await channelsOf(candidate, signal);
      if (channels.length > 0) packages.push({ ...candidate, channels });
    }
    return packages.map((files) => ({
      messenger: 'discord',
      variant: 'package-json',
      path: pathOf(files),
      files: filesOf(files),
      read: (options, abort) => readPackage(files, options, abort),
    }));
  },
};

/** The channels among folders: those with an id for a name, when one of the first is one, and others that are. */
async function channelsOf({ channels }: PackageFiles, signal: AbortSignal): Promise<readonly ChannelFiles[]> {
  const numbered = channels.filter(({ folder }) => /^c?\d{15,20}$/i.test(folder));
  const isSure = await anyOf(numbered.slice(0, ASKED), (channel) => isChannelOf(channel, signal));
  const sure = new Set(isSure ? numbered : []);
  for (const channel of channels) if (!sure.has(channel) && (await isChannelOf(channel, signal))) sure.add(channel);
  return channels.filter((channel) => sure.has(channel));
}

async function anyOf<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await test(item)) return true;
  return false;
}

async function isChannelOf({ channel, messages }: ChannelFiles, signal: AbortSignal): Promise<boolean> {
  return (channel && (await isChannel(channel, signal))) || (messages && (await isMessages(messages, signal))) || false;
}

/** The folder of the whole package; of channels that were taken out of one theirs, of a single file its own. */
function pathOf({ root, channels, index, user }: PackageFiles): string {
  if (index || user) return folderOf(root);
  const [only, another] = channels;
  const file = only && !another ? (only.channel ?? only.messages) : null;
  if (!file) return root;
  return only?.channel ? folderOf(file.path) : file.path;
}

/** `{id: "1234…", type: "DM"}`: Discord's ids have 17 digits and more. */
async function isChannel(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  const items = await headItems(
    file,
    ([key]) => (key === undefined ? 'enter' : isTelling(key) ? 'take' : 'skip'),
    signal,
  );
  const at = (key: string): string | null => asId(items.find(({ path }) => path[0] === key)?.value);
  return /^\d{15,20}$/.test(at('id') ?? '') && at('type') !== null;
}

function isTelling(key: string | number): boolean {
  return key === 'id' || key === 'type';
}

/** `[{ID, Timestamp, Contents, Attachments}]`, or the same as columns. */
async function isMessages(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  if (/\.csv$/i.test(nameOf(file.path)))
    return isMessageHeader(new TextDecoder().decode(await readHead(file, 200, signal)).split(/\r?\n/, 1)[0] ?? '');
  const items = await headItems(file, (path) => (path.length === 0 ? 'each' : 'skip'), signal);
  const message = asObject(items[0]?.value);
  return message !== null && ['ID', 'Timestamp', 'Contents', 'Attachments'].every((key) => Object.hasOwn(message, key));
}
