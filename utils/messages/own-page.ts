import { type Browser, browser } from 'wxt/browser';

/**
 * Whether a message or a port comes from a page of the extension, or from its service worker. A script of its own in a web
 * page has the extension's id as well, and with it may whoever takes over the process of that page: it gets no answer.
 */
export function isOwnPage(sender: Browser.runtime.MessageSender | undefined): boolean {
  const own = browser.runtime.getURL('/');
  if (sender?.id !== browser.runtime.id || !sender.url?.startsWith(own)) return false;
  return sender.origin === undefined || `${sender.origin}/` === own;
}
