import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { isUnderWay } from '@/components/jobs/under-way';
import { withFolder } from '@/components/place/with-folder';
import { SoftLine } from '@/components/soft-line';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { SpacePlan } from '@/utils/messages/upkeep';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { SpaceOutlook } from './space-outlook';

/** Frees what no archive needs, after saying what that is. */
export function SpaceCard(): JSX.Element {
  const action = useAction();
  const plan = useSignal<SpacePlan | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const isOpen = plan.value !== null;
  useEffect(() => {
    if (!isOpen && wasOpen.current) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const underWay = isUnderWay('prune');
  const look = (): void =>
    action.run(async (signal) => {
      plan.value = await withFolder(async () => unwrap(await ask('planPrune')), signal);
    });
  return (
    <section id="space-card" class="card stack">
      <h2>{t('spaceHeading')}</h2>
      <p>{t('spaceMeans')}</p>
      {plan.value && <SpaceOutlook plan={plan.value} onLook={look} onClose={() => (plan.value = null)} />}
      <FailureNotice failure={action.failure} />
      {!isOpen && (
        <div class="buttons">
          <button
            id="look-for-space"
            ref={button}
            class="plain-button"
            type="button"
            disabled={action.busy || underWay}
            onClick={look}
          >
            {t('spaceLook')}
          </button>
          {action.busy && <SoftLine text={t('spaceLooking')} />}
          {underWay && <SoftLine text={t('underWay')} />}
        </div>
      )}
    </section>
  );
}
