import { useAction } from '@/components/action';
import { Facts } from '@/components/facts';
import { FailureNotice } from '@/components/failure-notice';
import { bytes } from '@/components/figures';
import { whileOpen } from '@/components/unlock/ceremony';
import { StepHeading } from '@/components/words/step-heading';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { SpacePlan } from '@/utils/messages/upkeep';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { spaceWords } from './space-words';

interface Props {
  readonly plan: SpacePlan;
  /** Looks anew. */
  onLook(): void;
  onClose(): void;
}

/** What freeing space would come to, and the one thing to do about it. */
export function SpaceOutlook({ plan, onLook, onClose }: Props): JSX.Element {
  const action = useAction();
  const { blocked, freedBytes, going, rewritten } = plan;
  const { headline, sentences } = spaceWords(plan);
  const unseen = blocked.flatMap((block) => (block.kind === 'unseen' ? block.names : []));
  const free = (): void =>
    action.run(async (signal) => {
      await whileOpen(async () => unwrap(await ask('startPrune')), signal);
      onClose();
    });
  const letGo = (): void =>
    action.run(async (signal) => {
      await whileOpen(async () => unwrap(await ask('letGoUnseen', { names: [...unseen] })), signal);
      onLook();
    });
  return (
    <div id="space-plan" class="stack" data-freed={freedBytes} data-blocked={blocked.map(({ kind }) => kind).join(' ')}>
      <div>
        <StepHeading text={headline} />
        {freedBytes > 0 && (
          <Facts
            items={[
              going > 0 ? count('filesGo', going) : null,
              rewritten > 0 ? count('filesRewritten', rewritten) : null,
              t('noArchiveGoes'),
            ]}
          />
        )}
      </div>
      <p>{sentences.join(' ')}</p>
      {unseen.length > 0 && (
        <details id="let-go-unseen">
          <summary>{t('unseenForGood')}</summary>
          <p>{t('unseenMeans')}</p>
          <div class="buttons">
            <button id="forget-unseen" class="danger" type="button" disabled={action.busy} onClick={letGo}>
              {t('unseenConfirm')}
            </button>
          </div>
        </details>
      )}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        {freedBytes > 0 && (
          <button id="free-space" type="button" disabled={action.busy} onClick={free}>
            {t('spaceFree', bytes(freedBytes))}
          </button>
        )}
        <button class="quiet" type="button" onClick={onClose}>
          {t(freedBytes > 0 ? 'notNow' : 'spaceClose')}
        </button>
      </div>
    </div>
  );
}
