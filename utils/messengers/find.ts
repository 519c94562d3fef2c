import type { Format, FoundExport } from './format';
import { mustBeFileFault } from './source/file-fault';
import type { ExportFile } from './source/export-file';
import { FileTree } from './source/file-tree';
import { Heads } from './source/heads';
import { Problems } from './source/problems';

/** Files that cannot be read, without which a format tries again. */
const TRIES = 16;
/** So many names take a while to look through. */
const MANY = 5000;

/**
 * The exports among files, in no order that means anything. Files of no known export are in none of them. A file that cannot
 * be read costs no other: it is among the problems, and where it is met only when its export is read, it is an `unparsed`
 * event at the end of that.
 * @throws an abort
 */
export async function findExports(
  files: readonly ExportFile[],
  formats: readonly Format[],
  signal: AbortSignal,
  problems = new Problems(),
): Promise<readonly FoundExport[]> {
  const heads = new Heads(problems);
  const found: FoundExport[] = [];
  let tree = new FileTree(files.map((file) => heads.watch(file)));
  for (const format of formats) {
    // Formats that look at names alone wait for nothing: others get their turn here.
    if (files.length > MANY) await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    const some = await findOf(format, tree, heads, problems, signal);
    found.push(...some.map((one) => unfailing(one, heads)));
    tree = tree.without(new Set(some.flatMap((one) => one.files)));
  }
  heads.forget();
  return found;
}

async function findOf(
  format: Format,
  tree: FileTree,
  heads: Heads,
  problems: Problems,
  signal: AbortSignal,
): Promise<readonly FoundExport[]> {
  const unreadable = new Set<ExportFile>();
  for (;;)
    try {
      return await format.find(tree.without(unreadable), signal);
    } catch (thrown) {
      const file = heads.blamedFor(thrown);
      problems.caught(file?.path ?? '', thrown, signal);
      if (!file || unreadable.has(file) || unreadable.size === TRIES) return [];
      unreadable.add(file);
    }
}

/** An export whose reading ends with what is wrong, where a file of it cannot be read. */
function unfailing(found: FoundExport, heads: Heads): FoundExport {
  const { path } = found;
  return {
    ...found,
    async *read(options, signal) {
      try {
        yield* found.read(options, signal);
      } catch (thrown) {
        mustBeFileFault(thrown, signal);
        const file = heads.blamedFor(thrown)?.path ?? path;
        yield [{ type: 'unparsed', unparsed: { file, line: null, reason: 'unreadable', excerpt: '' } }];
      }
    },
  };
}
