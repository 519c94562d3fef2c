import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { SoftLine } from '@/components/soft-line';
import type { Failure } from '@/utils/errors';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { reportText } from './report-text';

/** Lines for a report of a page that has changed, shown before they are copied. */
export function PageReport({ detail }: { detail: Failure['detail'] }): JSX.Element {
  const action = useAction();
  const copied = useSignal(false);
  const text = reportText(detail);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
  };
  return (
    <details class="report">
      <summary>{t('report')}</summary>
      <p class="soft">{t('reportMeans')}</p>
      <pre id="report-text" dir="ltr">
        {text}
      </pre>
      <div class="buttons">
        <button
          id="copy-report"
          class="plain-button"
          type="button"
          disabled={action.busy}
          onClick={() => action.run(copy)}
        >
          {t('copy')}
        </button>
        {copied.value && <SoftLine text={t('copied')} />}
      </div>
      <FailureNotice failure={action.failure} />
    </details>
  );
}
