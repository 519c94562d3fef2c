import type { Unparsed } from '../model';

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

/** How the text of what is taken becomes values. */
export interface JsonMending {
  /** Changes the text of what is taken before it is parsed: it may hold several elements, joined by commas. */
  readonly prepare?: (text: string) => string;
  /** The same, only for text that could not be parsed: tried once. */
  readonly repair?: (text: string) => string;
  /** Whether an element of an `each` array is one that is known; others are told, with their line. */
  readonly isElement?: (value: unknown) => boolean;
}

/** How a document is read. */
export interface JsonOptions extends JsonMending {
  /** Called once for every member of an entered object and every element of an entered array, and for the root with `[]`. */
  readonly choose: (path: JsonPath) => Choice;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Bytes that one value that is taken, or one key, has at most. */
export const LONGEST_PIECE = 2 ** 24;

/** Brackets inside each other that a value that is taken has at most, so that whoever walks it may recurse. */
export const DEEPEST_PIECE = 2000;

/** Values inside each other that can be entered. */
export const DEEPEST_ENTERED = 32;
