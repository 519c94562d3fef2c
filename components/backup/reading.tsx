import { appState } from '@/components/app-state';
import { percent } from '@/components/figures';
import { useLong } from '@/components/use-long';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { draft } from './draft';

/** How far the look into the files is, once it takes longer than a moment. */
export function Reading(): JSX.Element | null {
  if (!useLong(true)) return null;
  const { draft: of, bytesDone = 0, bytesTotal = 0 } = appState.value?.inspection ?? {};
  const share = of === draft.value.id && bytesTotal > 0 ? bytesDone / bytesTotal : null;
  return (
    <p id="reading" class="soft num">
      {share === null ? t('exportsReading') : t('exportsReadingShare', percent(share))}
    </p>
  );
}
