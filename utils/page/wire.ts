import type { Failure } from '@/utils/errors';
import type { FromPage, ToPage } from './protocol';

/** As much of a runtime port as is needed. */
export interface Port {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(message: unknown): void;
  disconnect(): void;
}

/** The port's sending, which is not a window's. */
type Send = (message: FromPage) => void;

/** What is taken before anything else is sent. */
export type Given = Extract<FromPage, { type: 'messages' | 'media' }>;

/** How a capture has ended for the one that keeps it. */
export type Verdict =
  { readonly type: 'saved'; readonly count: number } | { readonly type: 'failed'; readonly failure: Failure | null };

/** The page's side of the port: one question at a time. */
export class Wire {
  readonly #port: Port;
  readonly #send: Send;
  readonly #stopped = new AbortController();
  readonly #gone = new AbortController();
  readonly #verdict = Promise.withResolvers<Verdict | null>();
  #begun: ((begin: Extract<ToPage, { type: 'begin' }>) => void) | null = null;
  #taken: (() => void) | null = null;

  constructor(port: Port) {
    this.#port = port;
    this.#send = port.postMessage.bind(port);
    port.onMessage.addListener((message) => this.#hear(message as ToPage));
    port.onDisconnect.addListener(() => this.#leave());
  }

  /** Aborted once it is to come to an end, with what there is. */
  get stopped(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Aborted once nobody hears any more, or the verdict has come. */
  get over(): AbortSignal {
    return this.#gone.signal;
  }

  /** How it ended; null: nobody is there to say it. */
  get verdict(): Promise<Verdict | null> {
    return this.#verdict.promise;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Says which chat it is, and hears how far back to read. @throws the abort where nobody answers any more */
  async begin(chat: Extract<FromPage, { type: 'chat' }>): Promise<Extract<ToPage, { type: 'begin' }>> {
    return await this.#ask(chat, (resolve) => (this.#begun = resolve));
  }

  /** Sends messages or a file, and waits until they are taken. @throws the abort where nobody answers any more */
  async give(message: Given): Promise<void> {
    await this.#ask<void>(message, (resolve) => (this.#taken = resolve));
  }

  /** Says what nothing is answered to. */
  tell(message: Exclude<FromPage, { type: 'chat' } | Given>): void {
    if (!this.over.aborted) this.#send(message);
  }

  close(): void {
    this.#port.disconnect();
    this.#leave();
  }

  async #ask<T>(message: FromPage, wait: (resolve: (answer: T) => void) => void): Promise<T> {
    this.over.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const gone = () => reject(this.over.reason as Error);
    this.over.addEventListener('abort', gone);
    wait(resolve);
    this.#send(message);
    return await promise.finally(() => this.over.removeEventListener('abort', gone));
  }

  #hear(message: ToPage): void {
    if (message.type === 'begin') this.#begun?.(message);
    else if (message.type === 'taken') this.#taken?.();
    else if (message.type === 'stop') this.stop();
    else {
      this.#verdict.resolve(message);
      this.#gone.abort();
    }
  }

  #leave(): void {
    this.#verdict.resolve(null);
    this.#gone.abort();
  }
}
