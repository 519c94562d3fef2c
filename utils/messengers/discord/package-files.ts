import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** What a package has of one channel. */
export interface ChannelFiles {
  /** Name of its folder: `c1234`, in old packages `1234`. */
  readonly folder: string;
  readonly channel: ExportFile | null;
  /** `messages.json`, in old packages `messages.csv`. */
  readonly messages: ExportFile | null;
}

/** What a package has. Any of its parts may be missing. Androz2091/discord-data-package-explorer#34. */
export interface PackageFiles {
  /** The folder of its channels: `package/Messages`; the word is in the user's language. */
  readonly root: string;
  readonly channels: readonly ChannelFiles[];
  /** `index.json`, with the names of channels. */
  readonly index: ExportFile | null;
  /** `user.json`, in a folder beside. */
  readonly user: ExportFile | null;
}

const CHANNEL = /^channel\.json$/i;
const MESSAGES = [/^messages\.json$/i, /^messages\.csv$/i];

/** What could be packages, by the names of their files alone. */
export function packagesIn(tree: FileTree): readonly PackageFiles[] {
  const folders = new Set(tree.named(/^(?:channel\.json|messages\.(?:json|csv))$/i).map(({ path }) => folderOf(path)));
  const users = Map.groupBy(tree.named(/^user\.json$/i), ({ path }) => folderOf(folderOf(path)));
  return [...Map.groupBy(folders, folderOf)].map(([root, some]) => {
    const fileIn = (folder: string, pattern: RegExp): ExportFile | null =>
      tree.in(folder).find(({ path }) => pattern.test(nameOf(path))) ?? null;
    return {
      root,
      channels: some.map((folder) => ({
        folder: nameOf(folder),
        channel: fileIn(folder, CHANNEL),
        messages: MESSAGES.map((pattern) => fileIn(folder, pattern)).find(Boolean) ?? null,
      })),
      index: fileIn(root, /^index\.json$/i),
      user: users.get(folderOf(root))?.[0] ?? null,
    };
  });
}

/** All files of a package, its messages after what names their channels. */
export function filesOf({ channels, index, user }: PackageFiles): readonly ExportFile[] {
  const files = [user, index, ...channels.map(({ channel }) => channel), ...channels.map(({ messages }) => messages)];
  return files.filter((file) => file !== null);
}
