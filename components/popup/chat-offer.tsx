import type { Action } from '@/components/action';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { HowFar, type Reach, sinceOf } from './how-far';
import { startCapture } from './start-capture';

interface Props {
  readonly tab: number;
  readonly action: Action;
  /** Whether there is something better to do. */
  readonly plain: boolean;
}

/** Backs up the chat that is open in the page, as far back as the user says. */
export function ChatOffer({ tab, action, plain }: Props): JSX.Element {
  const reach = useSignal<Reach>({ all: true, day: '' });
  const since = sinceOf(reach.value);
  return (
    <>
      <button
        id="capture-chat"
        class={plain ? 'wide plain-button' : 'wide'}
        type="button"
        disabled={action.busy || Number.isNaN(since)}
        onClick={() => action.run(async () => await startCapture(tab, { kind: 'chat', since }))}
      >
        {t('captureChat')}
      </button>
      <HowFar reach={reach} />
    </>
  );
}
