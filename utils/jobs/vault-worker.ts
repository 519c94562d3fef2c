import { PasskeepError } from '@/utils/errors';
import { RpcClient, type ServingWorker, type StartWorker } from '@/utils/rpc';
import type { VaultMethods } from './vault-methods';

/** The vault's worker: there is always one. With it end the unlocked keys. */
export class VaultWorker {
  readonly #start: StartWorker;
  readonly #onCrash: () => void;
  #current: { readonly worker: ServingWorker; readonly rpc: RpcClient<VaultMethods> };

  /** `onCrash` is called when a worker is gone without having been ended: out of memory, most likely. */
  constructor(start: StartWorker, onCrash: () => void) {
    this.#start = start;
    this.#onCrash = onCrash;
    this.#current = this.#started();
  }

  /** Its methods. */
  get rpc(): RpcClient<VaultMethods> {
    return this.#current.rpc;
  }

  /** Ends the worker, so that what it is at fails with LOCKED, and starts the next one. */
  renew(): void {
    const { worker, rpc } = this.#current;
    worker.end();
    rpc.fail(new PasskeepError('LOCKED'));
    this.#current = this.#started();
  }

  #started(): { worker: ServingWorker; rpc: RpcClient<VaultMethods> } {
    const worker = this.#start(() => {
      this.#current.rpc.fail(new PasskeepError('INTERRUPTED'));
      this.#onCrash();
    });
    return { worker, rpc: new RpcClient<VaultMethods>(worker.channel) };
  }
}
