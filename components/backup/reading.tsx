import { appState } from '@/components/app-state';
import { percent } from '@/components/figures';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { draft } from './draft';

/** Before this, nothing is said of it: milliseconds. */
const QUIET = 1000;

/** How far the look into the files is, once it takes longer than a moment. */
export function Reading(): JSX.Element | null {
  const told = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (told.value = true), QUIET);
    return () => clearTimeout(timer);
  }, [told]);
  if (!told.value) return null;
  const { draft: of, bytesDone = 0, bytesTotal = 0 } = appState.value?.inspection ?? {};
  const share = of === draft.value.id && bytesTotal > 0 ? bytesDone / bytesTotal : null;
  return (
    <p id="reading" class="soft num">
      {share === null ? t('exportsReading') : t('exportsReadingShare', percent(share))}
    </p>
  );
}
