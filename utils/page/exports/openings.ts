import type { ObjectUrls } from './object-urls';
import { patch } from './patch';
import type { Sender } from './sender';
import { isShown } from './shown-types';

/**
 * Watches for Blobs that the page opens elsewhere: in a new tab, by `window.open` or by a link with a target, and in a
 * frame. What the browser cannot show there it downloads.
 * @returns ends it
 */
export function watchOpenings(urls: ObjectUrls, sender: Sender): () => void {
  const offer = (address: string, where: 'tab' | 'frame', counts = () => true) => {
    if (address.startsWith('blob:') && urls.find(address))
      sender.sendAddress(address, null, (blob) => blob !== null && !isShown(blob.type, where) && counts());
  };
  const restoreOpen = patch(window, 'open', (original, [address, , features]) => {
    const opened = original();
    const hidden = typeof features === 'string' && /no(opener|referrer)/i.test(features);
    if (opened !== null || hidden)
      offer(address instanceof URL ? address.href : String(typeof address === 'string' ? address : ''), 'tab');
    return opened;
  });
  const onClick = (event: MouseEvent) => {
    const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
    if (link?.target && !link.hasAttribute('download')) offer(link.href, 'tab', () => !event.defaultPrevented);
  };
  window.addEventListener('click', onClick, true);
  const frames = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes)
      for (const node of [target, ...addedNodes]) if (node instanceof HTMLIFrameElement) offer(node.src, 'frame');
  });
  frames.observe(document, { subtree: true, childList: true, attributeFilter: ['src'] });
  return () => {
    restoreOpen();
    window.removeEventListener('click', onClick, true);
    frames.disconnect();
  };
}
