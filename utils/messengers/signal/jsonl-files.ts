import { hex } from '@scure/base';
import { concat } from '@/utils/bytes';
import { asNumber, asObject, asString, type JsonObject } from '../json/shape';
import type { Attachment } from '../model';
import { type ExportFile, nameOf } from '../source/export-file';
import { bytesOf } from './jsonl-recipients';

/**
 * The files beside `main.jsonl`. An exporter names each by what it holds, in `files/3f/3f….jpg`: the SHA-256 of its plaintext's
 * hash and its local key, in hexadecimal (Signal MediaName.forLocalBackupFilename; Desktop getLocalBackupFileName). Seen too:
 * the plaintext's hash alone, and the name that the sender gave it.
 */
export class SignalFiles {
  readonly #byName = new Map<string, string>();

  constructor(files: readonly ExportFile[]) {
    for (const { path } of files) {
      const name = nameOf(path).toLowerCase();
      this.#byName.set(name, path);
      const bare = name.replace(/\.[^.]*$/, '');
      if (!this.#byName.has(bare)) this.#byName.set(bare, path);
    }
  }

  /**
   * @param pointer Backup.proto FilePointer
   * @param kind where the message tells more than the file's type
   */
  async attachment(pointer: JsonObject, kind?: Attachment['kind']): Promise<Attachment> {
    const locator = asObject(pointer['locatorInfo']);
    const type = asString(pointer['contentType']);
    const size = asNumber(locator?.['size']);
    const name = asString(pointer['fileName']) ?? '';
    const path = this.#byName.size === 0 ? null : await this.#find(locator, name);
    return {
      kind: kind ?? kindOf(type),
      name,
      path,
      ...(path === null && { missing: this.#missing(locator) }),
      ...(size !== null && { size }),
      ...(type !== null && { type }),
    };
  }

  async #find(locator: JsonObject | null, name: string): Promise<string | null> {
    const hash = bytesOf(locator?.['plaintextHash']);
    const key = bytesOf(locator?.['localKey']);
    const byContent =
      (hash && key && this.#byName.get(hex.encode(await sha256(concat([hash, key]))))) ??
      (hash && this.#byName.get(hex.encode(hash)));
    return byContent ?? (name === '' ? null : (this.#byName.get(name.toLowerCase()) ?? null));
  }

  /** Without a plaintext's hash the phone never had it; without files at all it was exported without them. */
  #missing(locator: JsonObject | null): 'remote' | 'left-out' | 'not-found' {
    if (!bytesOf(locator?.['plaintextHash']) && bytesOf(locator?.['encryptedDigest'])) return 'remote';
    return this.#byName.size === 0 ? 'left-out' : 'not-found';
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function kindOf(type: string | null): Attachment['kind'] {
  if (type === null) return 'unknown';
  if (/^(image|video|audio)\//.test(type)) return type.slice(0, 5) as 'image' | 'video' | 'audio';
  return /vcard/.test(type) ? 'contact' : 'file';
}
