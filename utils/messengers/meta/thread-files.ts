import { type ExportFile, folderOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { type Placed, placesOf, type ZipsByFolder, zipsOf, zipsTogether } from '../source/zips-together';

/** The message files of one conversation, the first part first. */
export interface ThreadFiles {
  /** Name of its folder, which is the last part of its `thread_path`; '': the files are in none. */
  readonly name: string;
  readonly files: readonly ExportFile[];
}

/** Conversations that were exported together. */
export interface MetaRoot {
  /** As {@link FoundExport.path}. */
  readonly path: string;
  /** Whether it has the folders of a whole export; otherwise files or folders taken out of one. */
  readonly isWhole: boolean;
  /** What the name of the root folder says; null: nothing. */
  readonly messenger: 'messenger' | 'instagram' | null;
  readonly threads: readonly ThreadFiles[];
  /** What addresses of attachments may be relative to: '' or ending in `/`, the likeliest first. */
  readonly bases: readonly string[];
}

/** `your_activity_across_facebook/messages/inbox/alice_123/message_1.json`; in 2018 `messages/inbox/alice_123/message.json`. */
const WHOLE = /^(.*\/|)messages\/([^/]+)\/([^/]+)\/message(?:_(\d{1,9}))?\.(json|html)$/i;
const LOOSE = /^(?:(.*\/|)([^/]+)\/)?message(?:_(\d{1,9}))?\.(?:json|html)$/i;
const ACTIVITY = /(^|\/)your_(?:activity_across_facebook|facebook_activity|(instagram)_activity)\/$/i;

/** `before`: up to `messages/`; of a loose file up to its folder. */
interface Part extends Placed {
  readonly section: string;
  readonly thread: string;
  readonly number: number;
}

/** The whole exports among files, by the folders that they consist of. Looks at paths alone. */
export function wholeRoots(tree: FileTree, extension: 'json' | 'html'): readonly MetaRoot[] {
  const parts: Part[] = [];
  for (const file of tree.files) {
    const match = WHOLE.exec(file.path);
    if (match?.[5]?.toLowerCase() !== extension) continue;
    const [, before = '', section = '', thread = '', number = '0'] = match;
    parts.push({ file, before, section, thread, number: Number(number) });
  }
  const zips = zipsOf(tree);
  return zipsTogether(parts).map((some) => wholeRoot(some, zips));
}

/** Threads that lie beside each other without the folders of a whole export, and files that stand alone. */
export function looseRoots(files: readonly ExportFile[]): readonly MetaRoot[] {
  const roots: MetaRoot[] = [];
  const parts: Part[] = [];
  for (const file of files) {
    const match = LOOSE.exec(file.path);
    const [, before = '', thread = '', number = '0'] = match ?? [];
    if (match) parts.push({ file, before, section: '', thread, number: Number(number) });
    else roots.push(looseRoot(file.path, [{ name: '', files: [file] }]));
  }
  for (const [before, some] of Map.groupBy(parts, (part) => part.before)) {
    const threads = threadsOf(some);
    const [{ file }] = some as [Part];
    const path = threads.length > 1 ? before.slice(0, -1) : some.length > 1 ? folderOf(file.path) : file.path;
    roots.push(looseRoot(path, threads));
  }
  return roots;
}

function looseRoot(path: string, threads: readonly ThreadFiles[]): MetaRoot {
  return { path, isWhole: false, messenger: null, threads, bases: [] };
}

function wholeRoot(parts: readonly Part[], zips: ZipsByFolder): MetaRoot {
  const [{ before }] = parts as [Part];
  const activity = ACTIVITY.exec(before);
  return {
    path: aboveActivity(before).replace(/\/$/, ''),
    isWhole: true,
    messenger: activity ? (activity[2] ? 'instagram' : 'messenger') : null,
    threads: threadsOf(parts),
    bases: [...new Set(placesOf(parts, zips).flatMap((place) => [aboveActivity(place), place]))],
  };
}

function aboveActivity(before: string): string {
  return before.replace(ACTIVITY, '$1');
}

/**
 * Threads by the names of their folders, each with its parts in the order of their numbers. The same conversation may be in
 * two sections: as it was before it was encrypted from end to end, and after.
 */
function threadsOf(parts: readonly Part[]): readonly ThreadFiles[] {
  return [...Map.groupBy(parts, ({ thread }) => thread)].map(([name, some]) => ({
    name,
    files: some.toSorted((a, b) => order(a.section, b.section) || a.number - b.number).map(({ file }) => file),
  }));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
