import type { SourceEntry } from '@/utils/vault/types';
import { readPart } from '@/utils/zip/read-part';
import { blobFile } from './blob-file';
import type { ExportFile } from './export-file';
import { type Container, containerOf, isSealed, TELLING } from './kinds';
import { openTar } from './open-tar';
import { type Contained, openZip } from './open-zip';
import { type Problem, Problems } from './problems';

/** Files whose beginnings are looked at at the same time. */
const TOGETHER = 32;
/** Containers in containers are opened where that costs little: so many deep, so many, and of packed ones only small ones. */
const DEEPEST = 3;
const MOST_INNER = 200;
/** Bytes. */
const SMALL = 8 * 2 ** 20;
/** What packed containers may take in memory, all together. Bytes. */
const UNPACKED = 64 * 2 ** 20;
/** Files in all containers together. */
const MOST_FILES = 2 ** 20;

/** What was given, zips and tars opened. */
export interface OpenedFiles {
  readonly files: readonly ExportFile[];
  /** What could not be looked into, and of zips also files that have the name of another or no name. At most 1,000. */
  readonly problems: readonly Problem[];
}

/**
 * The files that were given, and those in the zips and tars among them, which are told by their content. A zip that was
 * given by itself is not among the files, one that lies in a folder or in another zip is: it may be an attachment.
 * What cannot be read is a problem, and is read no better later.
 * @throws an abort
 */
export async function openFiles(entries: readonly SourceEntry[], signal: AbortSignal): Promise<OpenedFiles> {
  const opener = new Opener(signal);
  for (let at = 0; at < entries.length; at += TOGETHER) {
    signal.throwIfAborted();
    const some = entries.slice(at, at + TOGETHER);
    const kinds = await Promise.all(some.map(({ path, file }) => opener.kindOf(path, file)));
    for (const [index, { path, file }] of some.entries())
      await opener.open({ file: blobFile(path, file), plain: async () => file }, kinds[index] ?? null, 0);
  }
  return { files: opener.files, problems: opener.problems.list };
}

class Opener {
  readonly files: ExportFile[] = [];
  readonly problems = new Problems();
  readonly #signal: AbortSignal;
  #contained = 0;
  #inner = 0;
  #unpacked = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** What a file holds others as. */
  async kindOf(path: string, file: Blob): Promise<Container | null> {
    if (isSealed(path)) return null;
    try {
      return containerOf(await readPart(file, 0, TELLING));
    } catch (thrown) {
      this.problems.caught(path, thrown, this.#signal);
      return null;
    }
  }

  /** Adds a file, and what it holds as a container of a kind. */
  async open({ file, plain }: Contained, kind: Container | null, depth: number): Promise<void> {
    const { path } = file;
    const isGivenItself = !path.includes('/');
    if (kind === null || !isGivenItself) this.files.push(file);
    if (kind === null || depth >= DEEPEST) return;
    try {
      const archive = (await plain(this.#signal)) ?? (await this.#unpack(file));
      // The name of what is in another container may be wrong.
      if (!archive || (depth > 0 && containerOf(await readPart(archive, 0, TELLING)) !== kind)) return;
      if (depth > 0 && ++this.#inner > MOST_INNER) return this.problems.add(path, 'ZIP_TOO_LARGE');
      const opened = await (kind === 'zip' ? openZip : openTar)(path, archive, this.problems, this.#signal);
      this.#contained += opened.length;
      if (this.#contained > MOST_FILES) return this.problems.add(path, 'ZIP_TOO_LARGE');
      for (const inner of opened) await this.open(inner, containerNamed(inner.file.path), depth + 1);
    } catch (thrown) {
      this.problems.caught(path, thrown, this.#signal);
      if (isGivenItself) this.files.push(file);
    }
  }

  /** The bytes of a packed container, where it is small. */
  async #unpack(file: ExportFile): Promise<Blob | null> {
    if (file.size > SMALL || this.#unpacked + file.size > UNPACKED) return null;
    this.#unpacked += file.size;
    const parts: BlobPart[] = [];
    for await (const block of file.stream(this.#signal)) parts.push(block);
    return new Blob(parts);
  }
}

/** What a file in a container may hold others as: by its name, as looking at each would mean to unpack it. */
function containerNamed(path: string): Container | null {
  const [, ending] = /\.(zip|tar)$/i.exec(path) ?? [];
  return ending === undefined ? null : (ending.toLowerCase() as Container);
}
