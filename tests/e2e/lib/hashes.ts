import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { BlobReader, ZipReader } from '@zip.js/zip.js';

/** SHA-256 of what a folder or zip holds, by path (parts joined by `/`), in the order of the paths. */
export type Hashes = Readonly<Record<string, string>>;

/** SHA-256 of a file, hexadecimal; read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** The files of a folder, with paths that start below `base`. */
export async function hashFolder(folder: string, base = folder): Promise<Hashes> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hashes: [string, string][] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    hashes.push([relative(base, path).split(sep).join('/'), await hashFile(path)]);
  }
  return sorted(hashes);
}

/** The files in a zip, each unpacked as a stream and held to its checksum. */
export async function hashZip(path: string): Promise<Hashes> {
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)), { checkSignature: true, useWebWorkers: false });
  const hashes: [string, string][] = [];
  for await (const entry of zip.getEntriesGenerator()) {
    if (entry.directory) continue;
    const hash = createHash('sha256');
    await entry.getData(new WritableStream<Uint8Array>({ write: (part) => void hash.update(part) }));
    hashes.push([entry.filename, hash.digest('hex')]);
  }
  await zip.close();
  return sorted(hashes);
}

function sorted(hashes: [string, string][]): Hashes {
  return Object.fromEntries(hashes.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
