import { openApp } from '@/utils/background/app-tab';
import { showBadge } from '@/utils/background/badge';
import { passDraftPort } from '@/utils/background/draft-ports';
import { type FetchEvent, respondWithDownload } from '@/utils/background/downloads';
import { lock, lockWithSystem } from '@/utils/background/lock';
import { LOCK_COMMAND } from '@/utils/background/lock-command';
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
    onMessage('openApp', ({ data: { view, archive } }) => openApp(view, archive));
    onMessage('setBadge', ({ data }) => showBadge(data));
    browser.commands.onCommand.addListener((command) => {
      if (command === LOCK_COMMAND) void lock();
    });
    browser.idle.onStateChanged.addListener((system) => {
      if (system === 'locked') void lockWithSystem();
    });
    self.addEventListener('message', (event) => void passDraftPort(event));
    self.addEventListener('fetch', (event) => respondWithDownload(event as FetchEvent));
  },
});
