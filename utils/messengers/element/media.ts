import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';

const FOLDERS = ['images', 'videos', 'audio', 'files', 'stickers'] as const;

/** Files of one folder of media, as far as two can be told apart. */
interface Folder {
  /** By the letters and digits at the end of the name, which are those of the event's id. */
  readonly byEvent: ReadonlyMap<string, string>;
  /** By what the name was before Element added a date; null: several had the same. */
  readonly byName: ReadonlyMap<string, string | null>;
}

/** The files beside an export: `images/photo-$event.jpg`; before 2023 `images/photo-1-2-2024 at 3-04-05 AM.jpg`. */
export class ElementMedia {
  readonly #base: string;
  readonly #tree: FileTree;
  #folders: ReadonlyMap<string, Folder> | undefined;

  constructor(messages: ExportFile, tree: FileTree) {
    this.#base = folderOf(messages.path);
    this.#tree = tree;
  }

  /** Whether the export has files at all: otherwise it was made without. */
  get hasFiles(): boolean {
    return FOLDERS.some((folder) => this.#tree.in(this.#pathOf(folder)).length > 0);
  }

  /** The file of an event; null where it is not there. @param name as the message has it */
  find(folder: string, event: string, name: string): string | null {
    const known = this.#all.get(folder);
    return known?.byEvent.get(lettersOf(event)) ?? known?.byName.get(name) ?? null;
  }

  get #all(): ReadonlyMap<string, Folder> {
    return (this.#folders ??= new Map(FOLDERS.map((name) => [name, folderWith(this.#tree.in(this.#pathOf(name)))])));
  }

  #pathOf(folder: string): string {
    return this.#base === '' ? folder : `${this.#base}/${folder}`;
  }
}

/** What is shorter, at the end of a name, is rather a number than an id. Letters and digits. */
const SHORTEST_ID = 8;

/** Longer names are none that Element writes. UTF-16 units. */
const LONGEST_NAME = 300;

/** Year, month, day, hour, minute and mostly second. */
const NUMBERS_IN_DATE = 5;

function folderWith(files: readonly ExportFile[]): Folder {
  const byEvent = new Map<string, string>();
  const byName = new Map<string, string | null>();
  for (const { path } of files) {
    const [, stem = '', extension = ''] = /^([^]*?)(\.[^.]*)?$/.exec(nameOf(path)) ?? [];
    byEvent.set(lettersOf(stem), path);
    const last = lettersOf(stem.slice(stem.lastIndexOf('-') + 1));
    if (last.length >= SHORTEST_ID) byEvent.set(last, path);
    if (stem.length > LONGEST_NAME) continue;
    // The date has dashes of its own: any of them may be where the name ends.
    for (let dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
      if ((stem.slice(dash).match(/\p{Nd}+/gu)?.length ?? 0) < NUMBERS_IN_DATE) break;
      const name = stem.slice(0, dash) + extension;
      byName.set(name, byName.has(name) ? null : path);
    }
  }
  return { byEvent, byName };
}

/** `$a_b-c` is `abc`: what Element leaves of an id in a name. */
function lettersOf(id: string): string {
  return id.replace(/[^a-z0-9]/gi, '');
}
