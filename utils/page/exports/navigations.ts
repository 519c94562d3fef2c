import { type Request, fetchInPlace } from './page-link';
import type { Sender } from './sender';
import { isShown } from './shown-types';

/**
 * Watches the downloads and navigations of this window. The browser tells of each in a `navigate` event when it is about
 * to begin, once the page has had every chance to prevent it: links in the document and out of it, in closed shadow trees,
 * clicked by the user or by script, or with `location`.
 * @returns ends it
 */
export function watchNavigations(sender: Sender): () => void {
  let own = false;
  const asOwn = (act: () => void) => {
    own = true;
    try {
      act();
    } finally {
      own = false;
    }
  };
  const onNavigate = (event: NavigateEvent) => {
    if (own || event.defaultPrevented) return;
    const address = event.destination.url;
    const attribute = event.downloadRequest;
    if (/^(blob|data):/.test(address)) {
      const counts = (blob: Blob | null) =>
        !event.defaultPrevented && (attribute !== null || !blob || !isShown(blob.type, 'tab'));
      sender.sendAddress(address, attribute, counts);
    } else if (event.cancelable && isFetchable(event)) {
      event.preventDefault();
      const history = event.navigationType === 'replace' ? 'replace' : 'push';
      void fetchInPlace({ address, attribute, history } satisfies Request, sender, asOwn);
    }
  };
  navigation.addEventListener('navigate', onNavigate);
  return () => navigation.removeEventListener('navigate', onNavigate);
}

/**
 * A link of this origin that says `download`. Where a service worker answers for the page, also what the page's script
 * (never the user) navigates to: that is how files are streamed out of it, as it is not asked for links that say `download`.
 */
function isFetchable(event: NavigateEvent): boolean {
  const { url, sameDocument } = event.destination;
  if (new URL(url).origin !== location.origin || event.hashChange || event.formData) return false;
  if (event.downloadRequest !== null) return true;
  const isStep = event.navigationType === 'push' || event.navigationType === 'replace';
  return isStep && !sameDocument && !event.userInitiated && Boolean(navigator.serviceWorker?.controller);
}
