import type { Captured } from '@/utils/page/captured';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { capturedWords } from './captured-words';

/** What a captured view lacks of the chat; what may be missing in its middle first. */
export function CapturedNote({ captured }: { captured: Captured }): JSX.Element {
  return (
    <div class="captured">
      {captured.gap && <p>{t('capturedGap')}</p>}
      <p class="soft">{capturedWords(captured).join(' ')}</p>
    </div>
  );
}
