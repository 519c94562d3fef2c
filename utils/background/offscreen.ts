import { sendMessage } from '@/utils/messages/protocol';
import { browser } from 'wxt/browser';

const PAGE = '/offscreen.html';
/** The document can be reported before its scripts listen. Attempts, and milliseconds between two. */
const ATTEMPTS = 100;
const PAUSE = 50;

let opening: Promise<void> | undefined;

/** Opens the offscreen document where it is not, and resolves once it answers. One opening at a time. */
export function ensureOffscreen(): Promise<void> {
  opening ??= open().finally(() => (opening = undefined));
  return opening;
}

/** Whether the offscreen document is there; its scripts may not listen yet. */
export async function isOffscreenOpen(): Promise<boolean> {
  const documentUrls = [browser.runtime.getURL(PAGE)];
  const found = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'], documentUrls });
  return found.length > 0;
}

async function open(): Promise<void> {
  if (!(await isOffscreenOpen()))
    await browser.offscreen.createDocument({
      url: PAGE,
      reasons: ['WORKERS', 'BLOBS'],
      justification: 'Encrypts, stores and restores chat histories in a worker, also after the tab is closed.',
    });
  await untilItAnswers();
}

async function untilItAnswers(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sendMessage('ping');
      return;
    } catch (thrown) {
      if (attempt === ATTEMPTS) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
