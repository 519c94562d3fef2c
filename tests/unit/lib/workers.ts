import { type Methods, serve, type StartWorker } from '@/utils/rpc';

/** A worker that looks into files, answers nothing, and never ends. */
export const hangs: Methods = { inspect: () => new Promise(() => {}) };

/** Stand-ins for workers: methods at the other end of a MessageChannel. */
export class Workers {
  readonly #methods: () => Methods;
  #hangs = false;
  readonly #running = new Map<() => void, () => void>();
  /** Workers that were started. */
  started = 0;

  constructor(methods: () => Methods) {
    this.#methods = methods;
  }

  /** Starts one. */
  start: StartWorker = (onCrash) => {
    this.started++;
    const { port1, port2 } = new MessageChannel();
    serve(port2, this.#hangs ? hangs : this.#methods());
    port1.start();
    port2.start();
    const end = () => {
      port1.close();
      port2.close();
      this.#running.delete(end);
    };
    this.#running.set(end, onCrash);
    return { channel: port1, end };
  };

  /** Of those that are started from now on each {@link hangs}. */
  hang(): void {
    this.#hangs = true;
  }
  /** Of those that are started from now on each answers. */
  goOn(): void {
    this.#hangs = false;
  }

  /** Workers that run. */
  get running(): number {
    return this.#running.size;
  }

  /** The workers that run crash. */
  crash(): void {
    for (const [end, onCrash] of [...this.#running]) {
      end();
      onCrash();
    }
  }

  end(): void {
    for (const end of [...this.#running.keys()]) end();
  }
}
