import { type Bytes, equalBytes } from '@/utils/bytes';
import { putInto, type Tree } from './memory-directory';

/** How a file comes out of the cloud. `half`: its first half for now; `copy`: a conflict copy of it, for now. */
export type Delivery = 'whole' | 'half' | 'copy';

interface Side {
  readonly tree: Tree;
  /** What the sync program believes to be in the folder. */
  readonly known: Map<string, Bytes>;
  /** What is to come, the latest of each path; null: its deletion. */
  readonly inbox: Map<string, Bytes | null>;
}

/** A sync program, running beside each of several devices: it sees what changes in their folders, and tells the others. */
export class Cloud {
  readonly #sides: readonly Side[];

  constructor(trees: readonly Tree[]) {
    this.#sides = trees.map((tree) => ({ tree, known: new Map(), inbox: new Map() }));
  }

  /** Takes up what a device has changed in its folder. */
  upload(device: number): void {
    const side = this.#sides[device] as Side;
    const { files } = side.tree;
    for (const path of new Set([...files.keys(), ...side.known.keys()])) {
      const [now, before] = [files.get(path), side.known.get(path)];
      if (now === before) continue;
      if (now) side.known.set(path, now);
      else side.known.delete(path);
      if (now && before && equalBytes(now, before)) continue;
      for (const other of this.#sides) if (other !== side) other.inbox.set(path, now ?? null);
    }
  }

  /** Brings one of the files that are to come. */
  deliver(device: number, pick: number, how: Delivery): void {
    const side = this.#sides[device] as Side;
    const waiting = [...side.inbox];
    const [path, bytes] = waiting[pick % Math.max(1, waiting.length)] ?? [];
    if (path === undefined || bytes === undefined) return;
    if (bytes && how === 'half' && !side.tree.files.has(path) && bytes.length > 1)
      this.#put(side, path, bytes.slice(0, bytes.length / 2));
    else if (bytes && how === 'copy') putInto(side.tree, copyName(path, device), bytes);
    else this.#arrive(side, path, bytes, device);
  }

  /** Brings everything everywhere. */
  settle(): void {
    for (let round = 0; round < 2; round++) {
      this.#sides.forEach((_, device) => this.upload(device));
      this.#sides.forEach((side, device) => {
        for (const [path, bytes] of [...side.inbox]) this.#arrive(side, path, bytes, device);
      });
    }
  }

  /** Destroys a file everywhere: no folder has it any more, and none will get it. */
  wreck(path: string): void {
    for (const { tree, known, inbox } of this.#sides)
      for (const files of [tree.files, known, inbox]) files.delete(path);
  }

  #arrive(side: Side, path: string, bytes: Bytes | null, device: number): void {
    side.inbox.delete(path);
    const here = side.tree.files.get(path);
    // Changed here as well: neither may be lost.
    const isOurs = here !== undefined && here !== side.known.get(path);
    if (!bytes) {
      if (isOurs) return;
      side.tree.files.delete(path);
      side.known.delete(path);
    } else if (isOurs && !equalBytes(here, bytes)) putInto(side.tree, copyName(path, device), bytes);
    else this.#put(side, path, bytes);
  }

  #put({ tree, known }: Side, path: string, bytes: Bytes): void {
    putInto(tree, path, bytes);
    known.set(path, bytes);
  }
}

function copyName(path: string, device: number): string {
  return path.replace(/(?=\.[^.]*$)/, ` (device ${device}'s conflicted copy)`);
}
