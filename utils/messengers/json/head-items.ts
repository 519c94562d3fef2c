import type { ExportFile } from '../source/export-file';
import { headFile } from '../source/head-file';
import { type JsonItem, type JsonOptions, readJson } from './read-json';

/**
 * What the first 64 KiB of a file hold as JSON, for recognising it: as {@link readJson}, without what is not whole there.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function headItems(
  file: ExportFile,
  choose: JsonOptions['choose'],
  signal: AbortSignal,
): Promise<readonly JsonItem[]> {
  const items: JsonItem[] = [];
  for await (const batch of readJson(await headFile(file, signal), { choose }, signal))
    for (const item of batch) if ('value' in item) items.push(item);
  return items;
}
