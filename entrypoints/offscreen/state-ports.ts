import type { Keeper } from '@/utils/jobs/keeper';
import { isOwnPage } from '@/utils/messages/own-page';
import { STATE_PORT } from '@/utils/messages/protocol';
import type { AppState } from '@/utils/messages/state';
import { type Browser, browser } from 'wxt/browser';

/** The views that are open, each told of every change. */
export class StatePorts {
  readonly #ports = new Set<Browser.runtime.Port>();
  #latest: AppState | undefined;
  #planned = false;

  /** Takes in views as they come, and tells each what is so now. */
  listen(keeper: () => Promise<Keeper>): void {
    browser.runtime.onConnect.addListener((port) => {
      if (port.name !== STATE_PORT) return;
      if (!isOwnPage(port.sender)) return port.disconnect();
      this.#ports.add(port);
      port.onDisconnect.addListener(() => {
        this.#ports.delete(port);
        // Drafts are gathered by views; without any left nobody will start them.
        if (this.#ports.size > 0) return;
        void keeper().then(unwatched);
      });
      void keeper().then((opened) => watched(opened, port));
    });
  }

  /** Tells the views, once for all changes of one turn. */
  push(state: AppState): void {
    this.#latest = state;
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      for (const port of this.#ports) port.postMessage(this.#latest);
    });
  }
}

function watched({ state, folder }: Keeper, port: Browser.runtime.Port): void {
  port.postMessage(state);
  folder.watched(true);
}

function unwatched({ jobs, folder }: Keeper): void {
  jobs.dropDrafts();
  folder.watched(false);
}
