import type { Format } from '../format';
import { headItems } from '../json/head-items';
import { asNumber, asObject, asString } from '../json/shape';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import { LinkedFiles } from '../reading/linked-files';
import { readE2ee } from './e2ee-read';
import { type Placed, placesOf, zipsOf, zipsTogether } from '../source/zips-together';

/**
 * Messenger's export of end-to-end-encrypted chats ("secure storage"): `Alice_12.json` for each, beside each other, and
 * `media/`. Recognised by `participants` that are names and a `threadName` or messages with both a `senderName` and a
 * `timestamp`.
 */
export const metaE2ee: Format = {
  async find(tree, signal) {
    const chats: Placed[] = [];
    for (const file of tree.named(/\.json$/i))
      if (await isE2ee(file, signal)) chats.push({ file, before: file.path.slice(0, -nameOf(file.path).length) });
    const zips = zipsOf(tree);
    return zipsTogether(chats).map((some) => {
      const files = some.map(({ file }) => file).toSorted(byNumber);
      const [{ path, zip }] = files as [ExportFile];
      const attachments = new LinkedFiles(tree, placesOf(some, zips));
      return {
        messenger: 'messenger',
        variant: 'e2ee',
        path: files.length === 1 && zip === null ? path : folderOf(path),
        files,
        read: (options, abort) => readE2ee(files, attachments, options, abort),
      };
    });
  },
};

/** In the order of the numbers at the end of their names, which are those of the chats. */
function byNumber(a: ExportFile, b: ExportFile): number {
  const numberOf = ({ path }: ExportFile): number => Number(/_(\d{1,9})\.json$/i.exec(path)?.[1] ?? Infinity);
  const [first, second] = [numberOf(a), numberOf(b)];
  return first === second ? 0 : first - second;
}

async function isE2ee(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  const items = await headItems(file, choose, signal);
  const valuesAt = (key: string): unknown[] => items.filter(({ path }) => path[0] === key).map(({ value }) => value);
  const isMessage = (value: unknown): boolean => {
    const message = asObject(value);
    return asString(message?.['senderName']) !== null && asNumber(message?.['timestamp']) !== null;
  };
  const isNamed = valuesAt('threadName').some((name) => asString(name) !== null);
  const isPeople = valuesAt('participants').some((name) => asString(name) !== null);
  return (isPeople && isNamed) || (valuesAt('messages').some(isMessage) && (isPeople || isNamed));
}

function choose(path: readonly unknown[]): 'enter' | 'each' | 'take' | 'skip' {
  const [key] = path;
  if (path.length === 0) return 'enter';
  if (key === 'messages' || key === 'participants') return 'each';
  return key === 'threadName' ? 'take' : 'skip';
}
