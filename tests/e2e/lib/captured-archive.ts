import { openAsBlob } from 'node:fs';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { CapturedHeader, CapturedLine, KeyedMessage } from '../../../utils/page/captured.ts';
import type { Participant } from '../../../utils/messengers/model.ts';

/** A captured view as it lies in the zip that an archive is restored into. */
export interface CapturedArchive {
  readonly header: CapturedHeader;
  readonly people: readonly Participant[];
  readonly me: Participant | null;
  /** In the order of the file. */
  readonly messages: readonly KeyedMessage[];
  /** By the path that the messages have for them. */
  readonly media: ReadonlyMap<string, Buffer>;
}

/** Reads the one captured view in a zip, strictly by its documentation. */
export async function readCapturedZip(path: string): Promise<CapturedArchive> {
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)), { checkSignature: true, useWebWorkers: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.getEntriesGenerator()) {
    if (!entry.directory) files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  }
  await zip.close();
  const [file = '', second] = [...files.keys()].filter((name) => name.endsWith('messages.jsonl'));
  if (second !== undefined) throw new Error('there are two captured views in it');
  const folder = file.slice(0, -'messages.jsonl'.length);
  const text = files.get(file)?.toString() ?? '';
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const lines = text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as CapturedLine);
  const [header] = lines;
  if (header?.type !== 'captured-view') throw new Error('the first line is no header');
  const people = lines.filter((line) => line.type === 'participant');
  files.delete(file);
  return {
    header,
    people: people.map(({ participant }) => participant),
    me: people.find(({ me }) => me)?.participant ?? null,
    messages: lines.filter((line) => line.type === 'message'),
    media: new Map([...files].map(([name, bytes]) => [name.slice(folder.length), bytes])),
  };
}
