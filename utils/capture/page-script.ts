import { FAILURE_WORDS } from '@/components/failure-words';
import type { Overlay, OverlayEnd, OverlayWords } from '@/utils/page/overlay';
import type { Verdict, Wire } from '@/utils/page/wire';
import { direction, locale, t } from '@/utils/words';

/** In the scripts' own world, which the page does not see: a capture runs here, or its last words still stand. */
const RUNNING = Symbol.for('passkeep.capture');
type Marked = { [RUNNING]?: Overlay | true };

/** Runs a capture in a page where none runs; the card of the one before leaves. */
export function runOnce(capture: () => Promise<Overlay>): void {
  const marked = globalThis as Marked;
  if (marked[RUNNING] === true) return;
  marked[RUNNING]?.remove();
  marked[RUNNING] = true;
  void capture().then(
    (overlay) => (marked[RUNNING] = overlay),
    () => delete marked[RUNNING],
  );
}

/** A card's words, with those that every card has. */
export function cardWords(own: Pick<OverlayWords, 'reading' | 'hint' | 'stop' | 'saving'>): OverlayWords {
  return { ...own, language: locale(), direction: direction(), close: t('overlayClose') };
}

/**
 * Runs a capture under its card, which says in the end what became of it; where that is nothing, or the capture breaks off,
 * the card leaves. `saved` says that so many were saved.
 */
export async function underCard(
  overlay: Overlay,
  wire: Wire,
  capture: () => Promise<void>,
  saved: (count: number) => string,
): Promise<Overlay> {
  try {
    await capture();
    overlay.saving();
    const end = lastWords(await wire.verdict, saved);
    if (end) overlay.end(end);
    else overlay.remove();
  } catch (thrown) {
    overlay.remove();
    throw thrown;
  } finally {
    wire.close();
  }
  return overlay;
}

/** What a card says in the end; null: there is nothing to say. */
function lastWords(verdict: Verdict | null, saved: (count: number) => string): OverlayEnd | null {
  if (verdict === null) return null;
  if (verdict.type === 'saved') return { tone: 'good', state: saved(verdict.count), more: '' };
  if (verdict.failure === null) return null;
  const words = FAILURE_WORDS[verdict.failure.code];
  return { tone: 'bad', state: t(words.what), more: [t(words.data), t(words.next)].join(' ') };
}
