import { type Failure, settle } from '@/utils/errors';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** Something a button starts, one at a time; ends with its component. */
export interface Action {
  readonly busy: boolean;
  /** Why the last run failed. */
  readonly failure: Failure | null;
  run(work: (signal: AbortSignal) => Promise<void>): void;
  /** Ends the run, quietly. */
  stop(): void;
}

/** An {@link Action} of the component. */
export function useAction(): Action {
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  const controller = useRef<AbortController | null>(null);

  const stop = (): void => {
    controller.current?.abort();
    controller.current = null;
    busy.value = false;
  };
  const run = (work: (signal: AbortSignal) => Promise<void>): void => {
    if (busy.peek()) return;
    const mine = new AbortController();
    controller.current = mine;
    busy.value = true;
    failure.value = null;
    void settle(() => work(mine.signal)).then((result) => {
      if (controller.current !== mine) return;
      controller.current = null;
      busy.value = false;
      failure.value = result.ok ? null : result.error;
    });
  };
  useEffect(() => stop, []);
  return { busy: busy.value, failure: failure.value, run, stop };
}
