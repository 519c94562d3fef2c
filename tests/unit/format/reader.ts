import { createHmac } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { type Keys, keysOf, openWithIdentity, type SlotText } from './reader-keys';
import { counting, type Owned } from './reader-records';

// A second reader of the format, written from docs/format.md: nothing of the extension's own code is used here.

/** The files of a vault, by their names. */
export type VaultFiles = ReadonlyMap<string, Uint8Array>;

/** A file of an archive. */
export interface ReadFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly content: Uint8Array;
}

/** A row of a pack's table, as docs/format.md has it under "Packs". */
export interface Row {
  readonly id: string;
  readonly start: number;
  readonly stored: number;
  readonly length: number;
  readonly encoding: number;
}

const KIB = 1024;
const PACK_SIZES = Array.from({ length: 9 }, (_, power) => 64 * KIB * 2 ** power);
const LARGEST = 16 * KIB * KIB;
const ROW = 48;

/** A vault, opened with its identities. */
export class Reader {
  readonly #files: VaultFiles;
  readonly #keys: readonly Keys[];
  readonly #packs = new Map<string, Promise<Uint8Array>>();
  readonly #places = new Map<string, { readonly pack: string; readonly row: Row }>();
  /** All snapshots, by name. */
  readonly snapshots = new Map<string, Owned>();

  private constructor(files: VaultFiles, identities: readonly string[]) {
    this.#files = files;
    this.#keys = identities.map(keysOf);
  }

  static async open(files: VaultFiles, identities: readonly string[]): Promise<Reader> {
    const reader = new Reader(files, identities);
    await reader.#readSnapshots();
    await reader.#readPlaces();
    return reader;
  }

  /** The names of the archives. */
  get archives(): string[] {
    const counts = counting(this.snapshots);
    const removed = new Set(
      [...this.snapshots].flatMap(([name, { snapshot }]) => (counts.has(name) ? snapshot.removed : [])),
    );
    return [...this.snapshots].flatMap(([name, { snapshot }]) =>
      snapshot.kind === 'backup' && !removed.has(name.slice(0, 16)) ? [name] : [],
    );
  }

  /** The archives that were saved with an old key after it was changed. */
  get late(): string[] {
    const counts = counting(this.snapshots);
    return this.archives.filter((name) => !counts.has(name));
  }

  /** The files of an archive. */
  async *files(name: string): AsyncGenerator<ReadFile> {
    const list = utf8(await this.#chunks(this.snapshots.get(name)?.snapshot.list ?? []));
    if (list !== '' && !list.endsWith('\n')) throw new Error('half a list');
    for (const line of list.split('\n').slice(0, -1)) {
      const { path, size, modifiedAt, chunks } = JSON.parse(line) as ReadFile & { chunks: string[] };
      const content = await this.#chunks(chunks);
      if (content.length !== size) throw new Error(`${path} is not whole`);
      yield { path, size, modifiedAt, content };
    }
  }

  /** What is known of the exports in an archive. */
  async details(name: string): Promise<unknown> {
    return JSON.parse(utf8(await this.#chunks(this.snapshots.get(name)?.snapshot.details ?? [])));
  }

  /** The plaintext of a file, without its first line. */
  async plaintext(path: string, type: string): Promise<Uint8Array> {
    const plaintext = await this.#decrypt(path);
    const line = Buffer.from(`passkeep ${type} 1\n`);
    if (!line.equals(plaintext.subarray(0, line.length))) throw new Error(`${path} is no ${type}`);
    return plaintext.subarray(line.length);
  }

  async #decrypt(path: string): Promise<Uint8Array> {
    const decrypter = new Decrypter();
    for (const { identity } of this.#keys) decrypter.addIdentity(identity);
    return await decrypter.decrypt(this.#files.get(path) ?? new Uint8Array());
  }

  #names(form: RegExp): string[] {
    return [...this.#files.keys()].flatMap((path) => form.exec(path)?.[1] ?? []);
  }

  async #readSnapshots(): Promise<void> {
    for (const name of this.#names(/^snapshots\/([0-9a-f]{64})\.age$/)) {
      const path = `snapshots/${name}.age`;
      const plaintext = await this.#decrypt(path);
      const by = this.#keys.findIndex(({ snapshots }) => mac(snapshots, plaintext).toString('hex') === name);
      if (by < 0) throw new Error(`${path} has another name`);
      const snapshot = JSON.parse(utf8(await this.plaintext(path, 'snapshot'))) as Owned['snapshot'];
      this.snapshots.set(name, { snapshot, by });
    }
  }

  async #readPlaces(): Promise<void> {
    const present = new Set(this.#names(/^packs\/[0-9a-f]{2}\/([0-9a-f]{32})\.age$/));
    const named = new Set<string>();
    for (const name of this.#names(/^index\/([0-9a-f]{32})\.age$/))
      for (const { pack, rows } of indexedPacks(await this.plaintext(`index/${name}.age`, 'index'))) {
        named.add(pack);
        if (present.has(pack)) this.#place(pack, rows);
      }
    for (const pack of present.difference(named)) this.#place(pack, packRows(await this.#pack(pack)));
  }

  #place(pack: string, rows: readonly Row[]): void {
    for (const row of rows) this.#places.set(row.id, { pack, row });
  }

  async #pack(id: string): Promise<Uint8Array> {
    const path = `packs/${id.slice(0, 2)}/${id}.age`;
    const opened = this.#packs.get(id) ?? this.plaintext(path, 'pack').then(() => this.#decrypt(path));
    this.#packs.set(id, opened);
    return await opened;
  }

  async #chunks(ids: readonly string[]): Promise<Buffer> {
    return Buffer.concat(await Promise.all(ids.map((id) => this.#chunk(id))));
  }

  async #chunk(id: string): Promise<Uint8Array> {
    const place = this.#places.get(id);
    if (!place) throw new Error(`chunk ${id} is missing`);
    const { start, stored, length, encoding } = place.row;
    const bytes = (await this.#pack(place.pack)).subarray(start, start + stored);
    const chunk = encoding === 1 ? inflateRawSync(bytes, { maxOutputLength: length }) : bytes;
    if (chunk.length !== length) throw new Error(`chunk ${id} has another length`);
    if (!this.#keys.some((keys) => chunkId(keys, chunk) === id)) throw new Error(`chunk ${id} is another`);
    return chunk;
  }
}

/** The name of a chunk. */
export function chunkId(keys: Keys, chunk: Uint8Array): string {
  return mac(keys.chunkIds, chunk).toString('base64url');
}

/** HMAC-SHA-256. */
export function mac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** The table of a pack, whole plaintext. */
export function packRows(pack: Uint8Array): Row[] {
  if (!PACK_SIZES.includes(pack.length)) throw new Error('no size of a pack');
  const end = pack.length - 4;
  const start = end - ROW * numberAt(pack, end);
  if (start < 0) throw new Error('more rows than room');
  return rowsIn(pack.subarray(start, end), pack.length);
}

function* indexedPacks(index: Uint8Array): Generator<{ pack: string; rows: Row[] }> {
  let at = 4;
  for (let count = numberAt(index, 0); count > 0; count--) {
    const pack = Buffer.from(index.subarray(at, at + 16)).toString('hex');
    const start = at + 20;
    at = start + ROW * numberAt(index, at + 16);
    if (at > index.length) throw new Error('more rows than room');
    yield { pack, rows: rowsIn(index.subarray(start, at), LARGEST) };
  }
}

function rowsIn(table: Uint8Array, packSize: number): Row[] {
  return Array.from({ length: table.length / ROW }, (_, at): Row => {
    const row = table.subarray(at * ROW, (at + 1) * ROW);
    const [start = 0, stored = 0, length = 0, encoding = 0] = [32, 36, 40, 44].map((place) => numberAt(row, place));
    if (start + stored > packSize || length > LARGEST || encoding > 1) throw new Error('a row that cannot be');
    return { id: Buffer.from(row.subarray(0, 32)).toString('base64url'), start, stored, length, encoding };
  });
}

function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** The identities that an opened slot leads to, the current one first: its own, and those of its successors. */
export async function identitiesFrom(files: VaultFiles, { identities, reach }: SlotText): Promise<readonly string[]> {
  const lists = reach === null ? [] : await openedBy(files, reach);
  return lists.reduce<readonly string[]>(
    (all, { identities: found }) => [...found.filter((identity) => !all.includes(identity)), ...all],
    identities,
  );
}

/** The slots with an `mlkem768x25519` stanza that an identity opens. */
export async function openedBy(files: VaultFiles, identity: string): Promise<SlotText[]> {
  const start = Buffer.from('age-encryption.org/v1\n-> mlkem768x25519 ');
  const slots = [...files].filter(
    ([path, bytes]) => /^keys\/[0-9a-f]{32}\.age$/.test(path) && start.equals(bytes.subarray(0, start.length)),
  );
  const opened = await Promise.all(slots.map(([, bytes]) => openWithIdentity(bytes, identity).catch(() => null)));
  return opened.filter((text) => text !== null);
}
