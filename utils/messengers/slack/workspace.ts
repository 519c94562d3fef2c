import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

/** A folder that looks like a workspace's export, by the names in it. */
export interface Workspace {
  /** The folder or zip; '' is the top. */
  readonly root: string;
  readonly users: ExportFile | undefined;
  /** `channels.json`, `groups.json`, `mpims.json`, `dms.json`, as far as they are there. */
  readonly indexes: readonly ExportFile[];
  /** By the name of their folder, each with its days in order. */
  readonly days: ReadonlyMap<string, readonly ExportFile[]>;
}

/** The lists of conversations, in the order in which they are read. */
const INDEXES = ['channels.json', 'groups.json', 'mpims.json', 'dms.json'];

/** `general/2024-01-02.json` */
const DAY = /^\d{4}-\d\d-\d\d\.json$/;

/** The folders with one of Slack's lists and, below them, folders with days. */
export function workspacesIn(tree: FileTree): readonly Workspace[] {
  const roots = new Set(tree.named(/^(?:channels|groups|mpims|dms|users)\.json$/).map(({ path }) => folderOf(path)));
  if (roots.size === 0) return [];
  const days = Map.groupBy(tree.named(DAY), ({ path }) => folderOf(folderOf(path)));
  return [...roots].flatMap((root) => {
    const files = new Map(tree.in(root).map((file) => [nameOf(file.path), file]));
    const indexes = INDEXES.flatMap((name) => files.get(name) ?? []);
    // At the top a folder is needed: a day beside the lists is no conversation's.
    const own = (days.get(root) ?? []).filter(({ path }) => folderOf(path) !== root);
    if (own.length === 0) return [];
    return [{ root, users: files.get('users.json'), indexes, days: byFolder(own) }];
  });
}

function byFolder(days: readonly ExportFile[]): ReadonlyMap<string, readonly ExportFile[]> {
  const sorted = days.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return Map.groupBy(sorted, ({ path }) => nameOf(folderOf(path)));
}
