import type { Attachment } from '@/utils/messengers/model';
import type { HeldMedia, HeldRow } from './held-row';

/** Bytes of one file; what is larger is not taken out of a page. */
const MOST_BYTES = 512 * 2 ** 20;
/** UTF-16 units of a data: address. */
const LONGEST_DATA = 64 * 2 ** 20;
/** UTF-16 units of an address that is noted. */
const LONGEST_URL = 4096;
/** Until a page has given a file, milliseconds. */
const PATIENCE = 10_000;
const AT_ONCE = 4;

/** By MIME type. A file's name is never made of what a page says. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/avif', 'avif'],
  ['image/svg+xml', 'svg'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
  ['video/quicktime', 'mov'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/ogg', 'ogg'],
  ['audio/webm', 'weba'],
  ['audio/wav', 'wav'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'zip'],
  ['text/plain', 'txt'],
]);

/** Takes files out of a page, as far as the page has them: nothing is ever asked of a server. */
export class MediaTaker {
  readonly #page: URL;
  readonly #signal: AbortSignal;
  #count = 0;

  constructor(page: URL, signal: AbortSignal) {
    this.#page = page;
    this.#signal = signal;
  }

  /** Takes what rows show and has not been taken yet; pages let go of it once it is out of sight. */
  async take(rows: readonly HeldRow[]): Promise<void> {
    const wanted = rows.flatMap(({ media }) => media).filter((one) => !one.got && one.shown.source !== one.tried);
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      await Promise.all(wanted.slice(at, at + AT_ONCE).map(async (one) => await this.#takeOne(one)));
    }
  }

  async #takeOne(one: HeldMedia): Promise<void> {
    const { source, type } = one.shown;
    one.tried = source;
    const blob = source === null ? null : await this.#read(source);
    if (!blob || blob.size === 0 || blob.size > MOST_BYTES) return;
    const mime = (blob.type || type || '').split(';')[0]?.trim().toLowerCase() ?? '';
    one.got = { blob, path: `media/${++this.#count}.${EXTENSIONS.get(mime) ?? 'bin'}` };
  }

  /** What is behind an address without any request: null where it cannot be had so. */
  async #read(source: string): Promise<Blob | null> {
    const url = URL.parse(source, this.#page.href);
    const local = url?.protocol === 'blob:' || (url?.protocol === 'data:' && source.length <= LONGEST_DATA);
    if (!url || (!local && url.origin !== this.#page.origin)) return null;
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(PATIENCE)]);
    try {
      const init: RequestInit = local ? {} : { cache: 'only-if-cached', mode: 'same-origin', redirect: 'error' };
      const answer = await fetch(url, { ...init, signal });
      return answer.ok ? await answer.blob() : null;
    } catch {
      return null;
    }
  }
}

/** What a message says of its files. */
export function attachmentOf({ shown, got }: HeldMedia): Attachment {
  const { kind, name, source } = shown;
  const size = got?.blob.size ?? shown.size;
  const type = got?.blob.type || shown.type;
  return {
    kind,
    name,
    path: got?.path ?? null,
    ...(!got && missing(source)),
    ...(size !== undefined && { size }),
    ...(type && { type }),
  };
}

function missing(source: string | null): Pick<Attachment, 'missing' | 'url'> {
  const isRemote = source !== null && source.length <= LONGEST_URL && URL.parse(source)?.protocol === 'https:';
  return isRemote ? { missing: 'remote', url: source } : { missing: 'left-out' };
}
