import type { Page } from 'puppeteer-core';

/** One message between the extension's contexts, or one answer. */
export interface RecordedMessage {
  /** `heard`: sent by another context to all; `port`: pushed on a port. */
  readonly way: 'request' | 'answer' | 'heard' | 'port';
  /** The message's name; of a port, the port's. */
  readonly type: string;
  /** All that is in it, bytes both in hexadecimal digits and as text. A key that cannot be read is only named. */
  readonly text: string;
}

/** Records what a page of the extension sends, is answered, hears and is pushed, from its next load on. */
export async function recordMessages(page: Page, into: RecordedMessage[]): Promise<void> {
  await page.exposeFunction('recordMessage', (message: RecordedMessage) => void into.push(message));
  await page.evaluateOnNewDocument(record);
}

/** Runs in the page, before the page's own scripts. */
function record(): void {
  type Runtime = Pick<typeof chrome.runtime, 'sendMessage' | 'connect' | 'onMessage'>;
  type Note = (message: RecordedMessage) => void;
  const note = (way: RecordedMessage['way'], type: string, content: unknown) =>
    (globalThis as unknown as { recordMessage: Note }).recordMessage({ way, type, text: write(content) });
  const { browser, chrome: plain } = globalThis as unknown as Record<'browser' | 'chrome', { runtime?: Runtime }>;
  for (const runtime of new Set([browser?.runtime, plain?.runtime])) if (runtime) wrap(runtime);

  function wrap(runtime: Runtime): void {
    const send = runtime.sendMessage.bind(runtime) as (...all: unknown[]) => Promise<unknown> | undefined;
    const connect = runtime.connect.bind(runtime) as (...all: unknown[]) => chrome.runtime.Port;
    Object.assign(runtime, {
      sendMessage(...all: unknown[]) {
        const { type } = all[0] as { type: string };
        note('request', type, all[0]);
        const callback = all.at(-1);
        if (typeof callback !== 'function')
          return send(...all)?.then((answer) => (note('answer', type, answer), answer));
        return send(...all.slice(0, -1), (answer: unknown) => (note('answer', type, answer), callback(answer)));
      },
      connect(...all: unknown[]) {
        const port = connect(...all);
        port.onMessage.addListener((message) => note('port', port.name, message));
        return port;
      },
    });
    runtime.onMessage.addListener((message: { type: string }) => void note('heard', message.type, message));
  }

  function write(content: unknown): string {
    return (
      JSON.stringify(content, (_, value: unknown) => {
        if (value instanceof CryptoKey) return value.extractable ? 'a key that can be read' : 'a key';
        if (!ArrayBuffer.isView(value)) return value;
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        return `${bytes.toHex()} ${String.fromCharCode(...bytes)}`;
      }) ?? ''
    );
  }
}
