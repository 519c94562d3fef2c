import { captureExports } from '@/utils/page/exports/capture-exports';
import { CAPTURE_PORT, type ToPage } from '@/utils/page/protocol';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

/** Runs beside the page's scripts (isolated world), before `hook-exports.js`. */
export default defineUnlistedScript(() => {
  const port = browser.runtime.connect({ name: CAPTURE_PORT });
  const stop = captureExports(
    (message) => port.postMessage(message),
    () => {},
  );
  port.onMessage.addListener((message: unknown) => {
    const { type } = message as ToPage;
    if (type === 'stop') stop();
    if (type === 'saved' || type === 'failed') port.disconnect();
  });
  port.onDisconnect.addListener(stop);
});
