import { opened } from './opened';
import { type MadeEntry, makeZip } from './zip-maker';

/** A file for a zip. */
export const HELLO = { name: '_chat.txt', content: 'Hello there. '.repeat(99) } as const;

/** The texts in one zip, without its own path before them, and the problems. */
export async function textsIn(entries: readonly MadeEntry[], options = {}) {
  const { texts, problems } = await opened({ 'a.zip': makeZip(entries, options) });
  const inner = Object.entries(texts).map(([path, text]) => [path.replace(/^a\.zip\//, ''), text] as const);
  return { texts: Object.fromEntries(inner), problems };
}
