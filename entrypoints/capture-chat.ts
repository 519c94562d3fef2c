import { FAILURE_WORDS } from '@/components/failure-words';
import { type Progress, collect } from '@/utils/page/collect';
import { Overlay, type OverlayEnd } from '@/utils/page/overlay';
import { CAPTURE_PORT } from '@/utils/page/protocol';
import type { Page, PageReader } from '@/utils/page/reader';
import { READERS } from '@/utils/page/readers';
import { type Verdict, Wire } from '@/utils/page/wire';
import { count, direction, isolate, locale, t } from '@/utils/words';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** In the script's own world, which the page does not see: a capture runs here, or its last words still stand. */
const RUNNING = Symbol.for('passkeep.capture-chat');
type Marked = { [RUNNING]?: Overlay | true };

/** Reads the open conversation of a messenger's page; started there by the popup. */
export default defineUnlistedScript(() => {
  const marked = globalThis as Marked;
  if (marked[RUNNING] === true) return;
  marked[RUNNING]?.remove();
  marked[RUNNING] = true;
  void capture().then(
    (overlay) => (marked[RUNNING] = overlay),
    () => delete marked[RUNNING],
  );
});

const look = (): Page => ({ document, url: new URL(location.href), now: Date.now() });

async function capture(): Promise<Overlay> {
  const reader = READERS.find((one) => one.isHere(look()));
  const wire = new Wire(browser.runtime.connect({ name: CAPTURE_PORT }));
  const overlay = new Overlay(document, titleOf(reader), WORDS, () => wire.stop());
  wire.stopped.addEventListener('abort', () => overlay.saving());
  try {
    if (reader) await collect(reader, look, wire, (progress) => overlay.progress(told(progress)));
    else wire.end({ type: 'failed', failure: { code: 'PAGE_NO_CHAT' } });
    overlay.saving();
    const end = ending(await wire.verdict);
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

function titleOf(reader: PageReader | undefined): string {
  try {
    return reader?.open(look()).chat.title ?? '';
  } catch {
    return '';
  }
}

const WORDS = {
  language: locale(),
  direction: direction(),
  reading: t('overlayReading'),
  hint: t('overlayHint'),
  stop: t('overlayStop'),
  saving: t('overlaySaving'),
  close: t('overlayClose'),
};

function told({ count: messages, oldest }: Progress): string {
  const many = count('overlayCount', messages);
  if (oldest === null) return many;
  const day = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(oldest);
  return t('overlayBackTo', many, isolate(day));
}

/** null: there is nothing to say. */
function ending(verdict: Verdict | null): OverlayEnd | null {
  if (verdict === null) return null;
  if (verdict.type === 'saved') {
    const state = verdict.count > 0 ? count('overlaySaved', verdict.count) : t('overlayNothingNew');
    return { tone: 'good', state, more: '' };
  }
  if (verdict.failure === null) return null;
  const words = FAILURE_WORDS[verdict.failure.code];
  return { tone: 'bad', state: t(words.what), more: [t(words.data), t(words.next)].join(' ') };
}
