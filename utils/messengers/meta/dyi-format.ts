import type { Format, FoundExport } from '../format';
import type { Messenger } from '../model';
import type { ExportFile } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { type DyiSigns, dyiSigns } from './dyi-head';
import { readDyi } from './dyi-read';
import { isDyiPage } from './html-head';
import { readDyiHtml } from './html-read';
import { type MetaRoot, looseRoots, wholeRoots } from './thread-files';

/** Files of a whole export whose beginnings are looked at for the messenger that it is of. */
const ASKED = 20;

/**
 * Messages in Meta's "Download your information" (Facebook Messenger, Instagram), in JSON or HTML: whole exports, in one
 * or several zips, threads' folders out of them, and single files.
 */
export const metaDyi: Format = {
  find: async (tree, signal) => [...(await findJson(tree, signal)), ...(await findHtml(tree, signal))],
};

async function findJson(tree: FileTree, signal: AbortSignal): Promise<readonly FoundExport[]> {
  const found: FoundExport[] = [];
  const whole = wholeRoots(tree, 'json');
  for (const root of whole) {
    const signs = await rootSigns(root, signal);
    if (signs) found.push(foundJson(root, tree, signs));
  }
  const known = new Set(whole.flatMap(filesOf));
  const loose = new Map<ExportFile, DyiSigns>();
  for (const file of tree.named(/\.json$/i)) {
    const signs = known.has(file) ? null : await dyiSigns(file, signal);
    if (signs) loose.set(file, signs);
  }
  for (const root of looseRoots([...loose.keys()])) {
    const signs = filesOf(root).flatMap((file) => loose.get(file) ?? []);
    found.push(foundJson(root, tree, together(signs)));
  }
  return found;
}

/** What the first files say that can be understood; null: there is none such. */
async function rootSigns(root: MetaRoot, signal: AbortSignal): Promise<DyiSigns | null> {
  const all: DyiSigns[] = [];
  for (const file of filesOf(root)) {
    const signs = await dyiSigns(file, signal);
    if (signs) all.push(signs);
    if (all.length === ASKED || (signs && root.messenger)) break;
  }
  return all.length > 0 ? together(all) : null;
}

function together(signs: readonly DyiSigns[]): DyiSigns {
  return {
    instagram: signs.some(({ instagram }) => instagram),
    messenger: signs.some(({ messenger }) => messenger),
  };
}

function foundJson(root: MetaRoot, tree: FileTree, signs: DyiSigns): FoundExport {
  return {
    messenger: root.messenger ?? messengerOf(root, tree, signs),
    variant: 'dyi-json',
    path: root.path,
    files: filesOf(root),
    read: (options, signal) => readDyi(root, tree, options, signal),
  };
}

async function findHtml(tree: FileTree, signal: AbortSignal): Promise<readonly FoundExport[]> {
  const whole = wholeRoots(tree, 'html');
  const roots: MetaRoot[] = [];
  for (const root of whole) if (await hasPage(filesOf(root), signal)) roots.push(root);
  const known = new Set(whole.flatMap(filesOf));
  const loose: ExportFile[] = [];
  for (const file of tree.named(/^message(?:_\d+)?\.html$/i))
    if (!known.has(file) && (await isDyiPage(file, signal))) loose.push(file);
  return [...roots, ...looseRoots(loose)].map((root) => ({
    messenger: root.messenger ?? messengerOf(root, tree, { instagram: false, messenger: true }),
    variant: 'dyi-html',
    path: root.path,
    files: filesOf(root),
    read: (options, signal1) => readDyiHtml(root, tree, options, signal1),
  }));
}

async function hasPage(files: readonly ExportFile[], signal: AbortSignal): Promise<boolean> {
  for (const file of files) if (await isDyiPage(file, signal)) return true;
  return false;
}

/**
 * Whose export it is where the name of the root folder does not say: by the folders beside it, by what only one of the two
 * writes, and then by `type`, which Messenger wrote in each message until it had named root folders, unlike Instagram.
 */
function messengerOf(root: MetaRoot, tree: FileTree, signs: DyiSigns): Messenger {
  const top = root.path && `${root.path}/`;
  const has = (pattern: RegExp): boolean =>
    root.isWhole && tree.files.some(({ path }) => path.startsWith(top) && pattern.test(path.slice(top.length)));
  if (signs.instagram || has(/^(?:connections\/)?followers_and_following\//)) return 'instagram';
  return signs.messenger || has(/^(?:connections\/)?friends\//) ? 'messenger' : 'instagram';
}

function filesOf({ threads }: MetaRoot): readonly ExportFile[] {
  return threads.flatMap(({ files }) => files);
}
