import type { Format, FoundExport } from './format';
import type { ExportFile } from './source/export-file';
import { FileTree } from './source/file-tree';

/**
 * The exports among files, in no order that means anything. Files of no known export are in none of them.
 * @throws PasskeepError as {@link FoundExport.read}
 */
export async function findExports(
  files: readonly ExportFile[],
  formats: readonly Format[],
  signal: AbortSignal,
): Promise<readonly FoundExport[]> {
  const found: FoundExport[] = [];
  let tree = new FileTree(files);
  for (const format of formats) {
    const some = await format.find(tree, signal);
    found.push(...some);
    tree = tree.without(new Set(some.flatMap((one) => one.files)));
  }
  return found;
}
