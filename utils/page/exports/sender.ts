import type { FromHook } from './channel';
import { fileName } from './file-name';
import type { ObjectUrls } from './object-urls';

/** Hands files on, by reference. Each Blob goes once, however often the page lets it be downloaded. */
export class Sender {
  readonly #post: (message: FromHook) => void;
  readonly #urls: ObjectUrls;
  readonly #sent = new WeakSet<Blob>();
  #coming = 0;

  constructor(urls: ObjectUrls, post: (message: FromHook) => void) {
    this.#urls = urls;
    this.#post = post;
  }

  send(name: string, blob: Blob): void {
    if (this.#sent.has(blob)) return;
    this.#sent.add(blob);
    this.#post({ type: 'file', name, blob });
  }

  /** Tells that a file is on its way until `work` has ended, in whatever way. */
  async whileComing<T>(work: Promise<T>): Promise<T> {
    this.#tellComing(+1);
    try {
      return await work;
    } finally {
      this.#tellComing(-1);
    }
  }

  #tellComing(more: 1 | -1): void {
    this.#coming += more;
    this.#post({ type: 'coming', some: this.#coming > 0 });
  }

  /**
   * Sends what is at a `blob:` or `data:` address. What it stands for is looked up at once, since the address may be revoked
   * in this tick; whether it counts is asked when the tick is over, when the page has had its say.
   * @param attribute of the link's `download`; null: none
   */
  sendAddress(address: string, attribute: string | null, counts: (blob: Blob | null) => boolean): void {
    const known = this.#urls.find(address);
    const fetched = known || !address.startsWith('blob:') ? null : fetchBlob(address);
    setTimeout(() => {
      if (!counts(known)) return;
      if (known) this.send(fileName({ attribute, blob: known }), known);
      else void this.whileComing(this.#sendFetched(address, attribute, fetched, counts));
    });
  }

  async #sendFetched(
    address: string,
    attribute: string | null,
    fetched: Promise<Blob | null> | null,
    counts: (blob: Blob | null) => boolean,
  ): Promise<void> {
    const blob = await fetched;
    if (!blob) this.#post({ type: 'address', name: attribute ?? '', address });
    else if (counts(blob)) this.send(fileName({ attribute, blob }), blob);
  }
}

/** null: revoked already, or the page's policy forbids it. */
async function fetchBlob(address: string): Promise<Blob | null> {
  try {
    const response = await fetch(address);
    return await response.blob();
  } catch {
    return null;
  }
}
