import { createCipheriv, createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipWriter } from '@zip.js/zip.js';

/** What a sample export is made of. The same input gives the same bytes, so that a second backup finds nothing new. */
export interface SampleOptions {
  /** Stands in the texts, in names and at the head of each medium. */
  readonly marker: string;
  readonly messages: number;
  /** Sizes of the photos in bytes; they do not compress. */
  readonly photos: readonly number[];
}

const START = Date.UTC(2025, 0, 1, 8);
const PEOPLE = ['Ada', 'Zoë', 'محمد', '陽子'];
const TEXTS = [
  'Are you there?',
  'On my way 🚲',
  'שלום, מה שלומך?',
  'Did you read what I sent last week?',
  'مرحبا',
  'Yes.',
];

/** A chat as WhatsApp on iOS exports it: a zip of `_chat.txt` with CRLF after each message, and the photos beside it. */
export async function writeWhatsAppZip(path: string, options: SampleOptions): Promise<void> {
  const photos = options.photos.map((size, index) => [photoName(index), noise(size, options.marker, index)] as const);
  await writeChatZip(path, whatsAppLines(options), photos);
}

/** A zip of `_chat.txt` with these lines, and of media, which stand in it as they are. */
export async function writeChatZip(
  path: string,
  lines: Iterable<string>,
  media: Iterable<readonly [name: string, content: Iterable<Uint8Array>]>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(path)), { useWebWorkers: false });
  const lastModDate = new Date(START);
  await zip.add('_chat.txt', web(Readable.from(lines)), { lastModDate });
  for (const [name, content] of media) await zip.add(name, web(Readable.from(content)), { lastModDate, level: 0 });
  await zip.close();
}

/** A chat as Telegram Desktop exports it: a folder with `result.json` and `photos/`. */
export async function writeTelegramFolder(folder: string, options: SampleOptions): Promise<void> {
  await mkdir(join(folder, 'photos'), { recursive: true });
  const messages = Array.from({ length: options.messages }, (_, index) => {
    const { at, from, text } = message(index, options.marker);
    const date = new Date(at).toISOString().slice(0, 19);
    const photo = index < options.photos.length ? { photo: `photos/${photoName(index)}` } : {};
    return {
      id: index + 1,
      type: 'message',
      date,
      date_unixtime: `${at / 1000}`,
      from,
      from_id: 'user1',
      ...photo,
      text,
    };
  });
  // The chat's name is proposed for the backup, as the folder's is before it has been looked into.
  const chat = { name: basename(folder), type: 'private_group', id: 1, messages };
  await writeFile(join(folder, 'result.json'), JSON.stringify(chat, null, 1));
  for (const [index, size] of options.photos.entries())
    await writeNoise(join(folder, 'photos', photoName(index)), size, options.marker, index);
}

/** A file that does not compress, with the marker at its head. `seed` makes it another file. */
export async function writeNoise(path: string, size: number, marker: string, seed = 0): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(noise(size, marker, seed)), createWriteStream(path));
}

/** A key stream: as good as random and the same each time. The marker is repeated once every part. */
function* noise(size: number, marker: string, seed: number): Generator<Buffer> {
  const key = createHash('sha256').update(`sample ${seed}`).digest();
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const zeros = Buffer.alloc(1 << 20);
  for (let left = size; left > 0; left -= zeros.length) {
    const part = stream.update(zeros.subarray(0, Math.min(left, zeros.length)));
    part.write(marker, 0, 'utf8');
    yield part;
  }
}

function* whatsAppLines(options: SampleOptions): Generator<string> {
  for (let index = 0; index < options.messages; index++) {
    const { at, from, text } = message(index, options.marker);
    const [date = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T');
    const [year, month, day] = date.split('-');
    yield `[${day}.${month}.${year?.slice(2)}, ${time}] ${from}: ${text}\r\n`;
    if (index < options.photos.length)
      yield `\u200e[${day}.${month}.${year?.slice(2)}, ${time}] ${from}: \u200e<attached: ${photoName(index)}>\r\n`;
  }
}

function message(index: number, marker: string): { at: number; from: string; text: string } {
  const said = TEXTS[(index * 7) % TEXTS.length] ?? '';
  return {
    at: START + index * 61_000,
    from: PEOPLE[(index * 5) % PEOPLE.length] ?? '',
    text: `${said} (${index})${index % 10 === 0 ? ` ${marker}` : ''}`,
  };
}

function photoName(index: number): string {
  return `${String(index + 1).padStart(8, '0')}-PHOTO-2025-01-01-08-00-00.jpg`;
}

/** As zip.js wants it. */
function web(stream: Readable): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const bytes = stream.map((part: string | Uint8Array) => (typeof part === 'string' ? encoder.encode(part) : part));
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}
