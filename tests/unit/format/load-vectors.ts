import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', 'vectors');

/** tests/vectors/vault-v1.json. Byte strings are hexadecimal. */
export interface VaultDescription {
  /** The current one first. */
  readonly identities: readonly string[];
  readonly words: { readonly slot: string; readonly words: string };
  readonly passkey: DescribedPasskey;
  readonly archives: readonly {
    readonly name: string;
    readonly title: string;
    readonly problems: readonly { readonly path: string; readonly code: string }[];
    readonly files: readonly DescribedFile[];
  }[];
  readonly removed: readonly string[];
}

/** A software passkey and its slot. */
export interface DescribedPasskey {
  readonly slot: string;
  readonly secret: string;
  readonly credentialId: string;
  readonly rpId: string;
  readonly transports: readonly string[];
}

/** tests/vectors/vault-v1-keys.json: a vault with every kind of key, whose identity was changed twice. */
export interface KeysDescription extends VaultDescription {
  readonly vaultId: string;
  readonly words: { readonly slot: string; readonly words: string; readonly digits: string };
  readonly password: { readonly slot: string; readonly password: string };
  /** Has the oldest identity only; removed, and its file is back. */
  readonly leftBehind: DescribedPasskey;
  readonly removedKey: DescribedPasskey;
  readonly heirs: {
    readonly slot: string;
    readonly set: string;
    readonly threshold: number;
    readonly people: readonly string[];
    readonly shares: readonly string[];
  };
  /** Names of archives that were saved with an earlier identity after it had been changed. */
  readonly late: readonly string[];
}

/** A file as it was. */
export interface DescribedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly sha256: string;
}

/** The files of a committed vault, by their names in it. */
export async function vaultFiles(vault = 'vault-v1'): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const root = join(FOLDER, vault);
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

/** What the committed vault with all kinds of keys is. */
export async function keysDescription(): Promise<KeysDescription> {
  return (await readJson('vault-v1-keys.json')) as KeysDescription;
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

/** Of tests/vectors/format-v1-keys.json, what the one before it has not. */
export interface PaperSteps {
  /** Digits, and their check digit. */
  readonly damm: readonly (readonly [string, string])[];
  readonly digits: readonly { readonly words: string; readonly digits: string }[];
  readonly heirs: {
    readonly secret: string;
    readonly identity: string;
    readonly sets: readonly { readonly threshold: number; readonly set: string; readonly shares: readonly string[] }[];
  };
  /** Of the identity in `keys`. */
  readonly vaultId: string;
}

/** The single steps. */
export async function steps(): Promise<Steps> {
  return (await readJson('format-v1.json')) as Steps;
}

/** The single steps, with those of what stands on paper. */
export async function stepsWithPaper(): Promise<Steps & { readonly paper: PaperSteps }> {
  return (await readJson('format-v1-keys.json')) as Steps & { readonly paper: PaperSteps };
}

/** Bytes from their hexadecimal form, with zeros to the size of a pack or index in between it and its `end`. */
export function bytesOf(start: string, size = start.length / 2, end = ''): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(start, 'hex'));
  bytes.set(Buffer.from(end, 'hex'), size - end.length / 2);
  return bytes;
}

/** Marsaglia's xorshift32: the same bytes from the same seed, everywhere. Not random, and not meant to be. */
export function xorshift(length: number, seed: number): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  });
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(FOLDER, name), 'utf8'));
}
