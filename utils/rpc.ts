import { type Failure, fromFailure, PasskeepError, type Result, settle, toFailure } from './errors';

/**
 * Calls between a context and its dedicated worker: a method's input goes over, its value or failure comes back, with
 * progress and an abort in between.
 */
type Request = { readonly call: number; readonly method: string; readonly input: unknown } | { readonly abort: number };
type Reply =
  { readonly call: number; readonly result: Result<unknown> } | { readonly call: number; readonly progress: unknown };

/** What a method gets beside its input. */
export interface CallContext {
  readonly signal: AbortSignal;
  /** Tells the caller something on the way; `transfer` moves what cannot be copied. */
  readonly tell: (progress: unknown, transfer?: Transferable[]) => void;
}

/** The methods of a worker. Each takes one input. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Methods = Record<string, (input: any, context: CallContext) => unknown>;

/** The two sides of a worker that this needs: also a MessagePort, for tests. */
export interface Channel {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Serves calls on a channel. */
export function serve(channel: Channel, methods: Methods): void {
  const running = new Map<number, AbortController>();
  channel.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    if ('abort' in data) return running.get(data.abort)?.abort();
    const { call, method, input } = data;
    const controller = new AbortController();
    running.set(call, controller);
    const tell = (progress: unknown, transfer: Transferable[] = []) =>
      channel.postMessage({ call, progress }, transfer);
    const result = await settle(() => {
      const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!work) throw new PasskeepError('UNEXPECTED', { detail: { message: 'unknown method' } });
      return work(input, { signal: controller.signal, tell });
    });
    running.delete(call);
    try {
      channel.postMessage({ call, result }, []);
    } catch (thrown) {
      // A value that cannot be cloned: the caller must not wait for ever.
      channel.postMessage({ call, result: { ok: false, error: toFailure(thrown) } }, []);
    }
  });
}

/** A worker that serves calls. */
export interface ServingWorker {
  readonly channel: Channel;
  /** Ends it and everything it holds. */
  end(): void;
}

/** Starts a worker. `onCrash`: it is gone without having been ended. */
export type StartWorker = (onCrash: () => void) => ServingWorker;

/** How a call is made. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: unknown) => void;
}

/** The calling side. */
export class RpcClient<M extends Methods> {
  readonly #channel: Channel;
  readonly #waiting = new Map<number, { settle: (result: Result<unknown>) => void; options: CallOptions }>();
  #calls = 0;

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#waiting.get(data.call);
      if ('progress' in data) return waiting?.options.onProgress?.(data.progress);
      this.#waiting.delete(data.call);
      waiting?.settle(data.result);
    });
  }

  /** Calls a method; what of the input is in `transfer` moves. @throws PasskeepError with the code of what it failed with. */
  async call<K extends keyof M & string>(
    method: K,
    input: Parameters<M[K]>[0],
    options: CallOptions = {},
    transfer: Transferable[] = [],
  ): Promise<Awaited<ReturnType<M[K]>>> {
    options.signal?.throwIfAborted();
    const call = this.#calls++;
    const result = await new Promise<Result<unknown>>((resolve) => {
      this.#waiting.set(call, { settle: resolve, options });
      options.signal?.addEventListener('abort', () => this.#channel.postMessage({ abort: call }, []), { once: true });
      this.#channel.postMessage({ call, method, input }, transfer);
    });
    if (!result.ok) throw fromFailure(result.error);
    return result.value as Awaited<ReturnType<M[K]>>;
  }

  /** Ends every call that waits, with this failure: the worker is gone. */
  fail(reason: unknown): void {
    const error: Failure = toFailure(reason);
    for (const { settle: end } of this.#waiting.values()) end({ ok: false, error });
    this.#waiting.clear();
  }
}
