import { type Action, useAction } from '@/components/action';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** New recovery words, which live in the component that shows them only. */
export interface NewWords {
  /** Null while they are being made. */
  readonly words: ReadonlySignal<string | null>;
  readonly action: Action;
  /** Asks for them again, after it failed. */
  fetch(): void;
}

/** Asks for new recovery words when the component is shown. */
export function useNewWords(): NewWords {
  const words = useSignal<string | null>(null);
  const action = useAction();
  const fetch = (): void => action.run(async () => void (words.value = unwrap(await ask('newWords'))));
  useEffect(fetch, [action, words]);
  return { words, action, fetch };
}
