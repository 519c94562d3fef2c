import { cardWords, runOnce, underCard } from '@/utils/capture/page-script';
import { type Progress, collect } from '@/utils/page/collect';
import { Overlay } from '@/utils/page/overlay';
import { CAPTURE_PORT } from '@/utils/page/protocol';
import type { Page, PageReader } from '@/utils/page/reader';
import { readerOf } from '@/utils/page/reader-of';
import { READERS } from '@/utils/page/readers';
import { Wire } from '@/utils/page/wire';
import { count, isolate, locale, t } from '@/utils/words';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Reads the open conversation of a messenger's page; started there by the popup. */
export default defineUnlistedScript(() => runOnce(capture));

const look = (): Page => ({ document, url: new URL(location.href), now: Date.now() });

async function capture(): Promise<Overlay> {
  const reader = readerOf(look(), READERS);
  const wire = new Wire(browser.runtime.connect({ name: CAPTURE_PORT }));
  const overlay = new Overlay(document, titleOf(reader), WORDS, () => wire.stop());
  wire.stopped.addEventListener('abort', () => overlay.saving());
  const read = async () => {
    if (reader) await collect(reader, look, wire, (progress) => overlay.progress(told(progress)));
    else wire.tell({ type: 'failed', failure: { code: 'PAGE_NO_CHAT' } });
  };
  return await underCard(overlay, wire, read, saved);
}

function titleOf(reader: PageReader | null): string {
  try {
    return reader?.open(look()).chat.title ?? '';
  } catch {
    return '';
  }
}

const WORDS = cardWords({
  reading: t('overlayReading'),
  hint: t('overlayHint'),
  stop: t('overlayStop'),
  saving: t('overlaySaving'),
});

function told({ count: messages, oldest }: Progress): string {
  const many = count('overlayCount', messages);
  if (oldest === null) return many;
  const day = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(oldest);
  return t('overlayBackTo', many, isolate(day));
}

function saved(messages: number): string {
  return messages > 0 ? count('overlaySaved', messages) : t('overlayNothingNew');
}
