import { openApp } from '@/utils/background/app-tab';
import { showBadge } from '@/utils/background/badge';
import { type FetchEvent, respondWithDownload } from '@/utils/background/downloads';
import { ensureOffscreen } from '@/utils/background/offscreen';
import { onMessage } from '@/utils/messages/protocol';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';

export default defineBackground({
  type: 'module',
  main() {
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void openApp(null);
    });
    onMessage('ensureOffscreen', () => ensureOffscreen());
    onMessage('openApp', ({ data: { view } }) => openApp(view));
    onMessage('setBadge', ({ data }) => showBadge(data));
    self.addEventListener('fetch', (event) => respondWithDownload(event as FetchEvent));
  },
});
