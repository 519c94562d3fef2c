import type { ExportFile } from '../source/export-file';
import { EXCERPT, type Unparsed } from '../model';

/** Where a value stands in a document: keys and array indexes from the root on. */
export type JsonPath = readonly (string | number)[];

/**
 * What becomes of a value: `enter` looks at what is in it, member by member; `take` hands it over, parsed; `each` is for a
 * (long) array: hands over its elements, without a question for each; `skip` passes it by.
 */
export type Choice = 'enter' | 'take' | 'each' | 'skip';

/** One value that was taken. */
export interface JsonItem {
  /** Of an element of an `each` array: the array's own path. */
  readonly path: JsonPath;
  readonly value: unknown;
}

/** What was read since the batch before, in the order of the file. A broken piece costs only itself, where its end is found. */
export type JsonBatch = readonly (JsonItem | { readonly unparsed: Unparsed })[];

/** How a document is read. */
export interface JsonOptions {
  /** Called once for every member of an entered object and every element of an entered array, and for the root with `[]`. */
  readonly choose: (path: JsonPath) => Choice;
  /** Changes the text of what is taken before it is parsed: it may hold several elements, joined by commas. */
  readonly prepare?: (text: string) => string;
  /** The same, only for text that could not be parsed: tried once. */
  readonly repair?: (text: string) => string;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Reads a JSON document of any size in constant memory. What is not JSON is told, as `unparsed`, and never thrown.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readJson(
  file: ExportFile,
  { choose, prepare, repair, onBytes }: JsonOptions,
  signal: AbortSignal,
): AsyncGenerator<JsonBatch> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const block of file.stream(signal)) {
    text += decoder.decode(block, { stream: true });
    onBytes?.(block.length);
  }
  text += decoder.decode();
  let root: unknown;
  const prepared = prepare?.(text) ?? text;
  try {
    root = JSON.parse(prepared);
  } catch {
    try {
      root = JSON.parse(repair?.(prepared) ?? prepared);
    } catch {
      yield [{ unparsed: { file: file.path, line: 1, reason: 'syntax', excerpt: text.slice(0, EXCERPT) } }];
      return;
    }
  }
  yield [...walk(root, [], choose)];
}

function* walk(value: unknown, path: JsonPath, choose: (path: JsonPath) => Choice): Generator<JsonItem> {
  const choice = choose(path);
  if (choice === 'take') yield { path, value };
  if (choice === 'each' && Array.isArray(value)) for (const element of value) yield { path, value: element };
  if (choice !== 'enter' || typeof value !== 'object' || value === null) return;
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* walk(member, [...path, key], choose);
}
