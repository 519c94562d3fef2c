import { appState } from '@/components/app-state';
import { SoftLine } from '@/components/soft-line';
import { number } from '@/components/figures';
import { useLong } from '@/components/use-long';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/**
 * What goes on while a key is tried, in `text`; then how many of the archives have been read, where that takes longer than
 * a moment: on a device that opens many of them for the first time.
 */
export function Opening({ text }: { text: string }): JSX.Element {
  const { done, total } = appState.value?.opening ?? { done: 0, total: 0 };
  if (!useLong(total > 0)) return <SoftLine text={text} />;
  return (
    <div id="opening" class="opening">
      <SoftLine text={t('openingReads')} />
      <progress aria-label={t('openingReads')} value={done} max={total} />
      <span class="soft num">{t('openingRead', number(done), number(total))}</span>
    </div>
  );
}
