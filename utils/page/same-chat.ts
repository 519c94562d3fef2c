import { PageError } from './page-error';
import type { OpenChat, Page, PageReader } from './reader';
import { pause } from './settle';

/** A page that puts its chat together anew gets so long. Milliseconds. */
const PATIENCE = 3000;

/** The conversation that was open at first, as the page has it now. */
export interface Shown {
  readonly open: OpenChat;
  readonly scroller: Element;
}

/** Keeps to one conversation while the page goes its own way: what another one shows is never read. */
export class SameChat {
  readonly first: OpenChat;
  readonly #reader: PageReader;
  readonly #look: () => Page;

  /** @throws PageError where no conversation is open, or none that can be read */
  constructor(reader: PageReader, look: () => Page) {
    this.#reader = reader;
    this.#look = look;
    this.first = reader.open(look());
  }

  /** null: it is not there, at least not now. */
  now(): Shown | null {
    try {
      const page = this.#look();
      const open = this.#reader.isHere(page) ? this.#reader.open(page) : null;
      const scroller = open?.chat.id === this.first.chat.id ? open.scroller() : null;
      return open && scroller ? { open, scroller } : null;
    } catch (thrown) {
      if (thrown instanceof PageError) return null;
      throw thrown;
    }
  }

  /** Waits for it. null: it does not come back. */
  async there(signal: AbortSignal): Promise<Shown | null> {
    for (const until = performance.now() + PATIENCE; ;) {
      const shown = this.now();
      if (shown || signal.aborted || performance.now() > until) return shown;
      await pause(100, signal);
    }
  }
}
