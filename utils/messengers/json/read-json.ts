import type { ExportFile } from '../source/export-file';
import { Cutter } from './cutter';
import type { JsonBatch, JsonOptions } from './document';
import { utf8Blocks } from './utf8-blocks';

export type { Choice, JsonBatch, JsonItem, JsonOptions, JsonPath } from './document';

/** Bytes that are cut and parsed at a time: what comes of more than this outlives the young generation's collections. */
const SLAB = 2 ** 16;

/**
 * Reads a JSON document of any size in constant memory. What is not JSON is told, as `unparsed`, and never thrown.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readJson(
  file: ExportFile,
  { choose, onBytes, ...mending }: JsonOptions,
  signal: AbortSignal,
): AsyncGenerator<JsonBatch> {
  const cutter = new Cutter(file.path, choose, mending);
  for await (const block of utf8Blocks(file, onBytes, signal))
    for (let start = 0; start < block.length; start += SLAB) {
      signal.throwIfAborted();
      const batch = cutter.push(block.subarray(start, start + SLAB));
      if (batch.length > 0) yield batch;
    }
  const batch = cutter.finish();
  if (batch.length > 0) yield batch;
}
