import { type FromHook, GREETING } from './channel';
import { watchNavigations } from './navigations';
import { watchObjectUrls } from './object-urls';
import { watchOpenings } from './openings';
import { Sender } from './sender';

/**
 * Runs among the page's own scripts while an export is awaited: hands every file that the page lets the user download to
 * the script beside them, and lets the download go on. Put back, without a trace, when that one closes the port.
 */
export function hookExports(): void {
  const { port1: port, port2: theirs } = new MessageChannel();
  const urls = watchObjectUrls();
  const sender = new Sender(urls, (message: FromHook) => port.postMessage(message));
  const ends = [watchNavigations(sender), watchOpenings(urls, sender), () => urls.stop()];
  port.addEventListener('close', () => {
    for (const end of ends) end();
  });
  port.start();
  window.postMessage(GREETING, { targetOrigin: '/', transfer: [theirs] });
}
