import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', 'vectors');

/** tests/vectors/vault-v1.json. Byte strings are hexadecimal. */
export interface VaultDescription {
  /** The current one first. */
  readonly identities: readonly string[];
  readonly words: { readonly slot: string; readonly words: string };
  readonly passkey: {
    readonly slot: string;
    readonly secret: string;
    readonly credentialId: string;
    readonly rpId: string;
    readonly transports: readonly string[];
  };
  readonly archives: readonly {
    readonly name: string;
    readonly title: string;
    readonly problems: readonly { readonly path: string; readonly code: string }[];
    readonly files: readonly DescribedFile[];
  }[];
  readonly removed: readonly string[];
}

/** A file as it was. */
export interface DescribedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly sha256: string;
}

/** The files of the committed vault, by their names in it. */
export async function vaultFiles(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const root = join(FOLDER, 'vault-v1');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(root.length + 1).replaceAll('\\', '/'), new Uint8Array(await readFile(path))] as const;
    });
  return new Map(await Promise.all(files));
}

/** What the committed vault is. */
export async function vaultDescription(): Promise<VaultDescription> {
  return (await readJson('vault-v1.json')) as VaultDescription;
}

/** tests/vectors/format-v1.json. Byte strings are hexadecimal. */
export interface Steps {
  readonly keys: {
    readonly seed: string;
    readonly identity: string;
    readonly gear: { readonly first: number; readonly last: number; readonly sha256: string };
    readonly message: string;
    readonly chunkIdMac: string;
    readonly snapshotMac: string;
  };
  readonly cuts: readonly {
    readonly sizes: { readonly min: number; readonly average: number; readonly max: number };
    readonly xorshift: { readonly seed: number; readonly length: number };
    readonly lengths: readonly number[];
  }[];
  readonly chunkIds: readonly { readonly text: string; readonly id: string }[];
  readonly snapshot: { readonly text: string; readonly size: number; readonly name: string };
  readonly padded: readonly (readonly [number, number])[];
  readonly pack: {
    readonly size: number;
    readonly start: string;
    readonly end: string;
    readonly rows: readonly {
      readonly id: string;
      readonly offset: number;
      readonly storedLength: number;
      readonly length: number;
      readonly encoding: 'plain' | 'deflate';
    }[];
    /** Of the chunks. */
    readonly sha256: readonly string[];
  };
  readonly index: { readonly pack: string; readonly size: number; readonly start: string };
}

/** The single steps. */
export async function steps(): Promise<Steps> {
  return (await readJson('format-v1.json')) as Steps;
}

/** Bytes from their hexadecimal form, with zeros to the size of a pack or index in between it and its `end`. */
export function bytesOf(start: string, size = start.length / 2, end = ''): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(start, 'hex'));
  bytes.set(Buffer.from(end, 'hex'), size - end.length / 2);
  return bytes;
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(FOLDER, name), 'utf8'));
}
