import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Failure } from '../../../utils/errors.ts';
import type { Chat, Participant } from '../../../utils/messengers/model.ts';
import type { KeyedMessage } from '../../../utils/page/captured.ts';
import type { Client } from '../../../utils/page/clients.ts';
import type { FromPage } from '../../../utils/page/protocol.ts';
import { BUILT } from './browser.ts';

/** What the offscreen document would say, and when. */
export interface Telling {
  /** No further back, milliseconds since 1970; null, the usual: everything. */
  readonly since?: number | null;
  /** Keys of the capture before, the newest last. */
  readonly known?: readonly string[];
  /** Says `stop` once so many messages have come. */
  readonly stopAfter?: number;
  /** Is gone once so many messages have come. */
  readonly goneAfter?: number;
  /** What the script's clock shows (`Date.now()`), milliseconds since 1970; the machine's unless told. */
  readonly now?: number;
  /** Answers `end` with this instead of `saved`. */
  readonly failure?: Failure | null;
}

/** All that the page's script has sent. */
export interface Told {
  readonly client: Client | null;
  readonly chat: Chat | null;
  readonly me: Participant | null;
  /** In the order in which they were sent, each once unless they changed. */
  readonly people: readonly Participant[];
  /** In the chat's order, oldest first. */
  readonly messages: readonly KeyedMessage[];
  /** Messages in each batch, in the order of sending. */
  readonly batches: readonly number[];
  readonly media: readonly { readonly path: string; readonly type: string; readonly bytes: Buffer }[];
  readonly end: Extract<FromPage, { type: 'end' }> | null;
  readonly failed: Failure | null;
}

/** What crosses from the page. */
interface Heard {
  readonly sent: Exclude<FromPage, { type: 'media' }>[];
  readonly media: { readonly path: string; readonly type: string; readonly base64: string }[];
  /** Messages of the script that came before the last one was taken. */
  readonly early: number;
}

/**
 * Runs the built capture-chat.js in a page, in a world of its own as the browser does, and answers it as the offscreen
 * document would; resolves when it has come to an end, one way or the other. The overlay may stand a little longer.
 * @throws Error when the page is left meanwhile, or the script sends what it must not
 */
export async function captureTold(page: Page, telling: Telling = {}): Promise<Told> {
  const [script, words] = await Promise.all([
    readFile(join(BUILT, 'capture-chat.js'), 'utf8'),
    readFile(join(import.meta.dirname, '..', '..', '..', 'public', '_locales', 'en', 'messages.json'), 'utf8'),
  ]);
  const client = await page.createCDPSession();
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId: contextId } = await client.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: `told-${crypto.randomUUID()}`,
  });
  const run = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(`globalThis.heard = (${answerScript.toString()})(${JSON.stringify(telling)}, ${words}); undefined`);
  await run(`${script}\nundefined`);
  const { sent, media, early } = JSON.parse((await run('heard')) as string) as Heard;
  await client.detach();
  if (early > 0) throw new Error(`the script sent ${early} times before it was told "taken"`);
  const first = sent.find((one) => one.type === 'chat');
  const batches = sent.filter((one) => one.type === 'messages');
  return {
    client: first?.client ?? null,
    chat: first?.chat ?? null,
    me: first?.me ?? null,
    people: batches.flatMap(({ people }) => people),
    messages: batches.toReversed().flatMap(({ messages }) => messages),
    batches: batches.map(({ messages }) => messages.length),
    media: media.map(({ path, type, base64 }) => ({ path, type, bytes: Buffer.from(base64, 'base64') })),
    end: sent.find((one) => one.type === 'end') ?? null,
    failed: sent.find((one) => one.type === 'failed')?.failure ?? null,
  };
}

/** Runs in the page: the extension API as far as the script has it. */
function answerScript(telling: Telling, words: Record<string, { message: string }>): Promise<string> {
  const heard = { sent: [] as unknown[], media: [] as Promise<unknown>[], early: 0 };
  const { promise, resolve } = Promise.withResolvers<string>();
  const { now } = telling;
  if (now !== undefined) Date.now = () => now;
  const event = <T>() => {
    const all = new Set<(value: T) => void>();
    return {
      all,
      api: {
        addListener: (one: (value: T) => void) => void all.add(one),
        removeListener: (one: (value: T) => void) => void all.delete(one),
      },
    };
  };
  let messages = 0;
  let waits = false;
  let stopped = false;
  let gone = false;

  function connect(): unknown {
    const onMessage = event<unknown>();
    const onDisconnect = event<unknown>();
    const say = (message: unknown, taken = false) =>
      setTimeout(() => {
        if (taken) waits = false;
        if (!gone) for (const one of onMessage.all) one(message);
      });
    const leave = () => {
      gone = true;
      for (const one of onDisconnect.all) setTimeout(() => one(undefined));
    };
    return {
      name: 'capture',
      onMessage: onMessage.api,
      onDisconnect: onDisconnect.api,
      disconnect: () => ((gone = true), done()),
      postMessage(raw: FromPage) {
        if (gone) throw new Error('Attempting to use a disconnected port object');
        const message = structuredClone(raw);
        if (waits) heard.early++;
        if (message.type === 'media') heard.media.push(written(message));
        else heard.sent.push(message);
        if (message.type === 'chat') say({ type: 'begin', since: telling.since ?? null, known: telling.known ?? [] });
        if (message.type === 'messages') messages += message.messages.length;
        if (message.type === 'messages' || message.type === 'media') {
          waits = true;
          if (messages >= (telling.goneAfter ?? Infinity)) return (leave(), done());
          if (messages >= (telling.stopAfter ?? Infinity) && !stopped) {
            stopped = true;
            say({ type: 'stop' });
          }
          say({ type: 'taken' }, true);
        }
        if (message.type === 'end')
          say(
            telling.failure === undefined
              ? { type: 'saved', count: messages }
              : { type: 'failed', failure: telling.failure },
          );
        if (message.type === 'end' || message.type === 'failed') done();
      },
    };
  }

  async function written(message: Extract<FromPage, { type: 'media' }>): Promise<unknown> {
    const bytes = new Uint8Array(await message.blob.arrayBuffer()) as Uint8Array & { toBase64(): string };
    return { path: message.path, type: message.blob.type, base64: bytes.toBase64() };
  }
  function done(): void {
    void Promise.all(heard.media).then((media) => resolve(JSON.stringify({ ...heard, media })));
  }

  function getMessage(name: string, substitutions: string | string[] = []): string {
    if (name === '@@bidi_dir') return 'ltr';
    const all = [substitutions].flat();
    return (words[name]?.message ?? '').replace(/\$(\d)/g, (_, place: string) => all[Number(place) - 1] ?? '');
  }

  const api = {
    runtime: { id: 'told', connect, getURL: (path: string) => path },
    i18n: { getMessage, getUILanguage: () => 'en' },
  };
  for (const name of ['chrome', 'browser'])
    Object.defineProperty(globalThis, name, { value: api, configurable: true, writable: true });
  return promise;
}
