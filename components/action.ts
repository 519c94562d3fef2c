import { type Failure, settle } from '@/utils/errors';
import { signal as makeSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

/** Something a button starts, one at a time. */
export class Action {
  readonly #busy = makeSignal(false);
  readonly #failure = makeSignal<Failure | null>(null);
  #controller: AbortController | null = null;

  get busy(): boolean {
    return this.#busy.value;
  }

  /** Why the last run failed. */
  get failure(): Failure | null {
    return this.#failure.value;
  }

  /** Does the work unless another is being done. */
  run(work: (signal: AbortSignal) => Promise<void>): void {
    if (this.#busy.peek()) return;
    const controller = new AbortController();
    this.#controller = controller;
    this.#busy.value = true;
    this.#failure.value = null;
    void this.#finish(controller, work);
  }

  /** Ends the run, quietly. */
  stop(): void {
    this.#controller?.abort();
    this.#controller = null;
    this.#busy.value = false;
  }

  async #finish(controller: AbortController, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const result = await settle(() => work(controller.signal));
    if (this.#controller !== controller) return;
    this.#controller = null;
    this.#busy.value = false;
    this.#failure.value = result.ok ? null : result.error;
  }
}

/** An {@link Action} that ends with its component. */
export function useAction(): Action {
  const action = useMemo(() => new Action(), []);
  useEffect(() => () => action.stop(), [action]);
  return action;
}
