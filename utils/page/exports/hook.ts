import { type FromHook, GREETING } from './channel';
import { watchNavigations } from './navigations';
import { watchObjectUrls } from './object-urls';
import { watchOpenings } from './openings';
import { Sender } from './sender';

/**
 * Runs among the page's own scripts while an export is awaited: hands every file that the page lets the user download to
 * the script beside them, and lets the download go on. Put back, without a trace, when that one says so.
 */
export function hookExports(): void {
  const { port1: port, port2: theirs } = new MessageChannel();
  const urls = watchObjectUrls();
  const sender = new Sender(urls, (message: FromHook) => port.postMessage(message));
  const ends = [watchNavigations(sender), watchOpenings(urls, sender), () => urls.stop()];
  // Whatever is said here, it is that nobody listens any more.
  port.addEventListener('message', () => {
    for (const end of ends.splice(0)) end();
    port.close();
  });
  port.start();
  window.dispatchEvent(new MessageEvent(GREETING, { ports: [theirs] }));
}
