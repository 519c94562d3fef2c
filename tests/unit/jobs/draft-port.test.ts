import { passDraftPort } from '@/utils/background/draft-ports';
import { PasskeepError } from '@/utils/errors';
import { type DraftMethods, isDraftPortRequest } from '@/utils/messages/draft-port';
import { serve } from '@/utils/rpc';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

// A fake of the browser's service worker between a page and the offscreen document; the ports are real.

vi.mock('@/utils/messages/protocol', () => ({ sendMessage: async () => {} }));

const entries = [{ path: 'chat.txt', file: new File(['x'], 'chat.txt') }];
let offscreen: { readonly url: string; postMessage(data: unknown, ports: MessagePort[]): void } | null = null;
let ports: MessagePort[] = [];
let asked = 0;
let addToDraft: typeof import('@/utils/messages/draft-client').addToDraft;

/** The offscreen document, whose drafts do this with what they get. */
function open(add: DraftMethods['addToDraft']): void {
  offscreen = {
    url: 'chrome-extension://a/offscreen.html',
    postMessage(data, [port]) {
      if (!isDraftPortRequest(data) || !port) throw new Error('something else was sent');
      ports.push(port);
      const methods: DraftMethods = { addToDraft: add };
      serve(port, methods);
      port.start();
    },
  };
}

beforeEach(async () => {
  // A page of its own for each.
  vi.resetModules();
  ({ addToDraft } = await import('@/utils/messages/draft-client'));
  asked = 0;
  const active = {
    postMessage(data: unknown, moved: MessagePort[]) {
      asked++;
      void passDraftPort({ data, ports: moved });
    },
  };
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve({ active }) } });
  vi.stubGlobal('self', { clients: { matchAll: async () => (offscreen ? [offscreen] : []) } });
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  offscreen = null;
  vi.unstubAllGlobals();
});

describe('files for a draft', () => {
  test('come to the offscreen document, all by one port', async () => {
    const got: unknown[] = [];
    open(async ({ draft, entries: given }) => void got.push([draft, given.map(({ path }) => path)]));
    await addToDraft('a', entries);
    await addToDraft('b', [...entries, ...entries]);
    expect(got).toEqual([
      ['a', ['chat.txt']],
      ['b', ['chat.txt', 'chat.txt']],
    ]);
    expect(asked).toBe(1);
  });

  test('fail with what the offscreen document says', async () => {
    open(() => Promise.reject(new PasskeepError('TOO_MANY_FILES')));
    await expect(addToDraft('a', entries)).rejects.toMatchObject({ code: 'TOO_MANY_FILES' });
  });

  test('fail where it is not there, and come where it is again', async () => {
    await expect(addToDraft('a', entries)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    open(async () => {});
    await addToDraft('a', entries);
    expect(asked).toBe(2);
  });

  test('fail where it ends while it has them', async () => {
    open(() => new Promise(() => {}));
    const sent = addToDraft('a', entries);
    await expect.poll(() => ports.length).toBe(1);
    for (const port of ports) port.close();
    await expect(sent).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
