import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { isUnderWay } from '@/components/jobs/under-way';
import { withFolder } from '@/components/place/with-folder';
import { SoftLine } from '@/components/soft-line';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { AppState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type CheckChoice, checkChoices } from './check-choices';
import { CheckOutcome } from './check-outcome';
import { ExtentChoice } from './extent-choice';
import { useFindings } from './findings';
import { RepairButton } from './repair-button';
import { RepairOutcome } from './repair-outcome';

/** Whether the archives are as they were saved: what the last look came to, and the next one. */
export function CheckCard({ state }: { state: AppState }): JSX.Element {
  const action = useAction();
  const wanted = useSignal<CheckChoice['kind'] | null>(null);
  const { last } = state.upkeep;
  const findings = useFindings(last?.at ?? 0);
  const { choices, proposed } = useMemo(() => checkChoices(state, Date.now()), [state]);
  const chosen = choices.find(({ kind }) => kind === (wanted.value ?? proposed)) ?? choices[0];
  const underWay = isUnderWay('check', 'repair');
  const isRepairable = last?.kind === 'check' && last.isRepairable;
  const check = (): void =>
    action.run(
      async (signal) =>
        void (await withFolder(async () => unwrap(await ask('startCheck', { extent: chosen.extent })), signal)),
    );
  return (
    <section id="check-card" class="card stack">
      <h2>{t('checkHeading')}</h2>
      <p>{t('checkMeans')}</p>
      {last === null && (
        <p class="state">
          <span class="dot off" />
          {t('neverChecked')}
        </p>
      )}
      {last?.kind === 'check' && <CheckOutcome note={last} findings={findings} />}
      {last?.kind === 'repair' && <RepairOutcome note={last} findings={findings} />}
      {/* What is damaged comes first. */}
      {choices.length > 1 && !isRepairable && (
        <ExtentChoice
          choices={choices}
          chosen={chosen.kind}
          wanted={wanted}
          disabled={action.busy || underWay}
          wholeSince={Math.min(...state.upkeep.partsReadAt)}
        />
      )}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        {isRepairable && !underWay && <RepairButton />}
        <button id="check-now" class="plain-button" type="button" disabled={action.busy || underWay} onClick={check}>
          {t(last ? 'checkAgain' : 'checkNow')}
        </button>
        {underWay && <SoftLine text={t('underWay')} />}
      </div>
    </section>
  );
}
