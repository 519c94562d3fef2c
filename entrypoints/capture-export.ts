import { cardWords, runOnce, underCard } from '@/utils/capture/page-script';
import { formatBytes } from '@/utils/format';
import { type ExportProgress, captureExports } from '@/utils/page/exports/capture-exports';
import { Overlay } from '@/utils/page/overlay';
import { CAPTURE_PORT } from '@/utils/page/protocol';
import { Wire } from '@/utils/page/wire';
import { count, locale, t } from '@/utils/words';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Takes what the page lets the user download next. Runs beside the page's scripts, before `hook-exports.js` among them. */
export default defineUnlistedScript(() => runOnce(capture));

async function capture(): Promise<Overlay> {
  const wire = new Wire(browser.runtime.connect({ name: CAPTURE_PORT }));
  const overlay = new Overlay(document, location.host, WORDS, () => wire.stop());
  const take = async () => await captureExports(wire, (progress) => show(overlay, progress));
  return await underCard(overlay, wire, take, (files) => count('overlayExportSaved', files));
}

const WORDS = cardWords({
  reading: t('captureExportWaiting'),
  hint: t('captureExportHint'),
  stop: t('overlayExportStop'),
  saving: t('captureExportSaving'),
});

function show(overlay: Overlay, { step, files, bytes, missed }: ExportProgress): void {
  const state = { waiting: WORDS.reading, coming: t('overlayExportReading'), more: t('overlayExportMore') }[step];
  const hint = { waiting: WORDS.hint, coming: '', more: t('overlayExportMoreHint') }[step];
  overlay.say(state, missed ? t('overlayExportMissed') : hint, files > 0 ? t('overlayExportSaveNow') : WORDS.stop);
  overlay.progress(files > 0 ? count('overlayExportFiles', files, formatBytes(bytes, locale())) : '');
}
