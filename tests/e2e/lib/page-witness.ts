import type { CDPSession, Page } from 'puppeteer-core';

/** What a page can see of itself that it has not done itself. */
export interface Seen {
  /** Properties of the window, of everything it holds and of all prototypes that are not what they were, such as `URL.createObjectURL`. */
  readonly changed: readonly string[];
  /** Changes of the document. */
  readonly mutations: number;
  /** Data of messages that came to the window. */
  readonly messages: readonly unknown[];
  /** Errors and refusals of the page's policy. */
  readonly troubles: readonly string[];
  /** Addresses of what the browser counts as loaded; the page's icon, which it loads when it likes, is none of them. */
  readonly resources: readonly string[];
}

declare global {
  var witness: () => Seen;
}

/** Notes what a page is before anything runs in it; `globalThis.witness` then tells what is different. For the next load of `page`. */
export async function witnessPage(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const holders = () => {
      const all = new Map<string, object>([['', window]]);
      for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(window))) {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || value === window) continue;
        all.set(`${name}.`, value as object);
        const { prototype } = value as { prototype?: unknown };
        if (typeof prototype === 'object' && prototype) all.set(`${name}.prototype.`, prototype);
      }
      return all;
    };
    const look = () => {
      const found = new Map<string, PropertyDescriptor>();
      for (const [path, holder] of holders())
        for (const key of Reflect.ownKeys(holder))
          found.set(path + String(key), Reflect.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor);
      return found;
    };
    const same = (a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined) =>
      (['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const).every((part) =>
        Object.is(a?.[part], b?.[part]),
      );
    let mutations = 0;
    const messages: unknown[] = [];
    const troubles: string[] = [];
    new MutationObserver((changes) => (mutations += changes.length)).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    globalThis.witness = () => {
      const now = look();
      const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
        (path) => !same(before.get(path), now.get(path)),
      );
      const resources = performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => !name.endsWith('/favicon.ico'));
      return { changed, mutations, messages, troubles, resources };
    };
    window.addEventListener('message', ({ data }) => messages.push(data));
    window.addEventListener('error', ({ message }) => troubles.push(message));
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => troubles.push(violatedDirective));
    const before = look();
  });
}

/** Names of the worlds of extensions' scripts in a page, and the listeners of the page's own world, asked from the browser. */
export async function watchWorlds(page: Page): Promise<{ worlds: readonly string[]; listeners(): Promise<string[]> }> {
  const client = await page.createCDPSession();
  const worlds: string[] = [];
  client.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) worlds.push(context.name);
  });
  await client.send('Runtime.enable');
  return {
    worlds,
    listeners: async () => [
      ...(await listenersOf(client, 'window')),
      ...(await listenersOf(client, 'document')),
      ...(await listenersOf(client, 'navigation')),
    ],
  };
}

async function listenersOf(client: CDPSession, expression: string): Promise<string[]> {
  const { result } = await client.send('Runtime.evaluate', { expression });
  const { listeners } = await client.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
  return listeners.map(({ type, useCapture }) => `${expression} ${type}${useCapture ? ' capture' : ''}`);
}
