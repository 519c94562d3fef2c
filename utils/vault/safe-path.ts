/** Names that Windows keeps for devices; a file cannot have them there. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** What at least one of the file systems that users restore to refuses in a name. */
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001f\u007f<>:"/\\|?*\ud800-\udfff]/gu;
/** Longest name that common file systems take. Bytes of UTF-8. */
const LONGEST = 240;
/** Longest ending that is kept of a name that is cut, its dot included. UTF-16 units. */
const LONGEST_EXTENSION = 16;
/** Parts of a path that are kept; no file system takes more of any length. */
const DEEPEST = 64;

/**
 * The parts of an archive's path, each a name that any file system takes. A path from an archive is input from outside:
 * `..`, empty parts and separators inside a part must not lead out of the folder that the user picked. Of a path that
 * is too deep the first folders are kept, and the name.
 */
export function safeParts(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  if (parts.length > DEEPEST) parts.splice(DEEPEST - 1, parts.length - DEEPEST);
  return parts.length > 0 ? parts.map(safeName) : ['_'];
}

/** One name that any file system takes, as near to `name` as possible. */
export function safeName(name: string): string {
  let safe = name.replace(REFUSED, '_');
  if (DEVICE.test(safe)) safe = `_${safe}`;
  safe = cutToLength(safe).replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  return safe === '' ? '_' : safe;
}

/** Shortens a name to {@link LONGEST} between whole characters, and keeps its extension. */
function cutToLength(name: string): string {
  const encoder = new TextEncoder();
  if (name.length * 3 <= LONGEST || encoder.encode(name).length <= LONGEST) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? name.slice(dot) : '';
  const room = new Uint8Array(LONGEST - encoder.encode(extension).length);
  const { read } = encoder.encodeInto(name.slice(0, name.length - extension.length), room);
  return name.slice(0, read) + extension;
}

/** Gives each path a name of its own: a second `a.txt` (also `A.TXT`) becomes `a (2).txt`. */
export class UniquePaths {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();
  /** The number that the next file of a taken name is tried with. */
  readonly #copies = new Map<string, number>();

  /** The safe path for an archive's path, parts joined by `/`, never the same one twice, nor a file's as a folder. */
  take(path: string): string {
    const parts = safeParts(path);
    const name = parts.pop() as string;
    let folder = '';
    for (const part of parts) {
      const free = numbered(folder, part, 2, (candidate) => this.#files.has(candidate)).path;
      this.#folders.add(key(free));
      folder = `${free}/`;
    }
    const wanted = key(folder + name);
    const isTaken = (candidate: string) => this.#files.has(candidate) || this.#folders.has(candidate);
    const file = numbered(folder, name, this.#copies.get(wanted) ?? 2, isTaken);
    if (file.next > 2) this.#copies.set(wanted, file.next);
    this.#files.add(key(file.path));
    return file.path;
  }
}

/** `name` in `folder`, numbered from `copy` on where it is taken, and the number to try after that. */
function numbered(folder: string, name: string, copy: number, isTaken: (key: string) => boolean) {
  const dot = name.lastIndexOf('.');
  const split = dot > 0 ? dot : name.length;
  let path = folder + name;
  let next = copy;
  for (; isTaken(key(path)); next++) path = `${folder}${name.slice(0, split)} (${next})${name.slice(split)}`;
  return { path, next };
}

/** File systems that ignore case and normalise would take these for the same file. */
function key(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
