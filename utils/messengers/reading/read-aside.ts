import { type JsonItem, type JsonOptions, readJson } from '../json/read-json';
import type { ExportEvent } from '../model';
import { readOneFile } from './one-file';
import type { ExportFile } from '../source/export-file';

/**
 * Reads a JSON file that has no messages but only adds to them: names, members. What is chosen goes to `take`; what is broken,
 * or the file where it cannot be read, is told.
 * @throws an abort
 */
export function readAside(
  file: ExportFile,
  options: JsonOptions,
  take: (item: JsonItem) => void,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  return readOneFile(file, broken(file, options, take, signal), signal);
}

async function* broken(
  file: ExportFile,
  options: JsonOptions,
  take: (item: JsonItem) => void,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  for await (const batch of readJson(file, options, signal)) {
    const events: ExportEvent[] = [];
    for (const item of batch)
      if ('unparsed' in item) events.push({ type: 'unparsed', unparsed: item.unparsed });
      else take(item);
    if (events.length > 0) yield events;
  }
}
