import type { Captures } from '@/utils/jobs/captures';
import { CAPTURE_PORT } from '@/utils/page/protocol';
import { type Browser, browser } from 'wxt/browser';

/** The ports of pages' scripts: those of tabs that a capture was started for. Every other one is cut at once. */
export class CapturePorts {
  #captures: Captures | null = null;

  /** From now on captures can be started; before, no port is expected. */
  open(captures: Captures): void {
    this.#captures = captures;
  }

  /** Takes in ports as they come. */
  listen(): void {
    browser.runtime.onConnect.addListener((port) => {
      if (port.name === CAPTURE_PORT && !this.#take(port)) port.disconnect();
    });
  }

  /** @returns false where nobody expects it */
  #take(port: Browser.runtime.Port): boolean {
    const { id, frameId, tab } = port.sender ?? {};
    if (id !== browser.runtime.id || frameId !== 0 || tab?.id === undefined) return false;
    let isOpen = true;
    const listener = this.#captures?.connect(tab.id, {
      tell: (message) => void (isOpen && port.postMessage(message)),
      cut() {
        isOpen = false;
        port.disconnect();
      },
    });
    if (!listener) return false;
    port.onMessage.addListener((message) => listener.take(message));
    port.onDisconnect.addListener(() => {
      isOpen = false;
      listener.gone();
    });
    return true;
  }
}
