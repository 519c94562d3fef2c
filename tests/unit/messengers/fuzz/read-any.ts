import { PasskeepError } from '@/utils/errors';
import { findExports } from '@/utils/messengers/find';
import { FORMATS } from '@/utils/messengers/formats';
import type { Messenger } from '@/utils/messengers/model';
import type { ExportFile } from '@/utils/messengers/source/export-file';
import { GO_ON, memoryFile } from '../lib/read';
import { checkedEvents } from './checked-events';

/** What any files at all came to. */
export interface ReadAny {
  readonly messengers: readonly Messenger[];
  readonly messages: number;
  readonly unparsed: number;
  readonly largest: number;
  /** Bytes that were read, of all that there are: how often each was looked at. */
  readonly passes: number;
}

/** Times that a file's bytes may be read, as a candidate's head and in a second pass, too. */
export const PASSES = 8;

/** Finds what exports there are among files and reads them. Only an error that is typed is none. */
export async function readAny(files: Readonly<Record<string, string | Uint8Array>>, block = 1024): Promise<ReadAny> {
  let [read, size] = [0, 0];
  const counted = Object.entries(files).map(([path, content]): ExportFile => {
    const file = memoryFile(path, content, block);
    size += file.size;
    return {
      ...file,
      async *stream(signal) {
        for await (const bytes of file.stream(signal)) {
          read += bytes.length;
          yield bytes;
        }
      },
    };
  });
  let [messages, unparsed, largest] = [0, 0, 0];
  const found = await findExports(counted, FORMATS, GO_ON);
  for (const one of found)
    try {
      const checked = await checkedEvents(one, new Set(Object.keys(files)));
      messages += checked.messages;
      unparsed += checked.unparsed;
      largest = Math.max(largest, checked.largest);
    } catch (thrown) {
      if (!(thrown instanceof PasskeepError)) throw thrown;
    }
  return {
    messengers: found.map(({ messenger }) => messenger),
    messages,
    unparsed,
    largest,
    passes: size === 0 ? 0 : read / size,
  };
}
