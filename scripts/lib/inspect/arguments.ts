import { parseArgs } from 'node:util';

/** What is asked for. */
export interface Request {
  /** As given, each once. */
  readonly paths: readonly string[];
  /** Each message, instead of what is in each export. */
  readonly messages: boolean;
}

export const USAGE = `npm run -s inspect -- PATH...            tells in a JSON line what each export at the paths has in it
npm run -s inspect -- --messages PATH... prints each message as a JSON line

PATH is a file, a folder, or a zip. Zips given together are looked at together: they may be parts of one export.`;

/** The request in the arguments of the command line, or null where they are none. */
export function parseRequest(args: readonly string[]): Request | null {
  try {
    const options = { messages: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length === 0 || positionals.includes('')) return null;
    return { paths: [...new Set(positionals)], messages: values.messages };
  } catch {
    return null;
  }
}
