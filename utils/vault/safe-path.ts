/** Names that Windows keeps for devices; a file cannot have them there. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** What at least one of the file systems that users restore to refuses in a name. */
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001f\u007f<>:"/\\|?*\ud800-\udfff]/gu;
/** Longest name that common file systems take. Bytes of UTF-8. */
const LONGEST = 240;

/**
 * The parts of an archive's path, each a name that any file system takes. A path from an archive is input from outside:
 * `..`, empty parts and separators inside a part must not lead out of the folder that the user picked.
 */
export function safeParts(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length > 0 ? parts.map(safeName) : ['_'];
}

/** One name that any file system takes, as near to `name` as possible. */
export function safeName(name: string): string {
  let safe = name.replace(REFUSED, '_').replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  if (DEVICE.test(safe)) safe = `_${safe}`;
  while (new TextEncoder().encode(safe).length > LONGEST) {
    const dot = safe.lastIndexOf('.');
    const extension = dot > 0 && safe.length - dot <= 16 ? safe.slice(dot) : '';
    safe = [...safe.slice(0, safe.length - extension.length)].slice(0, -1).join('') + extension;
  }
  return safe === '' ? '_' : safe;
}

/** Gives each path a name of its own: a second `a.txt` (also `A.TXT`) becomes `a (2).txt`. */
export class UniquePaths {
  readonly #taken = new Set<string>();

  /** The safe path for an archive's path, parts joined by `/`, never the same one twice. */
  take(path: string): string {
    const safe = safeParts(path).join('/');
    const dot = safe.lastIndexOf('.');
    const split = dot > safe.lastIndexOf('/') + 1 ? dot : safe.length;
    let candidate = safe;
    for (let copy = 2; this.#taken.has(key(candidate)); copy++)
      candidate = `${safe.slice(0, split)} (${copy})${safe.slice(split)}`;
    this.#taken.add(key(candidate));
    return candidate;
  }
}

/** File systems that ignore case and normalise would take these for the same file. */
function key(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
