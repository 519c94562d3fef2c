import { t } from '@/utils/words';
import type { JSX } from 'preact';

interface Props {
  readonly next: string;
  onNext(): void;
  onCancel(): void;
}

/** The way on, and the way out, of a step that only tells something. */
export function RotateButtons({ next, onNext, onCancel }: Props): JSX.Element {
  return (
    <div class="buttons">
      <button class="rotate-next" type="button" onClick={onNext}>
        {next}
      </button>
      <button class="quiet" type="button" onClick={onCancel}>
        {t('cancel')}
      </button>
    </div>
  );
}
