import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Browser, Target } from 'puppeteer-core';

/**
 * Hosts that Chromium itself calls on a fresh profile, whatever page is open, and that no switch keeps it from. A request
 * of ours to one of them would still be seen, through the target that made it.
 */
const OWN_HOSTS = new Set(['update.googleapis.com', 'accounts.google.com', 'clients2.google.com']);
const LOCAL = /^(chrome-extension|blob|data|about|chrome|devtools|chrome-untrusted):/;

/** Counts what leaves the browser, in three ways, none of which sees all. */
export interface NetworkWitness {
  /** Chromium's switches that make it observable; must be given at its start. */
  readonly switches: readonly string[];
  /** Listens to every page, worker and extension document of a browser that was started with the switches. */
  watch(browser: Browser): Promise<void>;
  /** What was seen so far, each as `<way>: <what>`; empty is what we want. */
  seen(): readonly string[];
  /** Stops listening. Adds what Chromium's own log says of sockets that passed the proxy by (UDP, direct TCP). */
  finish(): Promise<readonly string[]>;
}

/**
 * A witness for one run of a browser: a proxy that everything but WebRTC has to pass and that lets nothing through, the
 * protocol's Network events of every target (blocked attempts too), and Chromium's net log.
 * @param netLog where Chromium writes its log; a new file
 * @param reach host and port that pages may reach, which is not noted; what else asks there is
 */
export async function witnessNetwork(netLog: string, reach?: string): Promise<NetworkWitness> {
  const seen: string[] = [];
  const proxy = await startTrap((what) => seen.push(`proxy: ${what}`));
  const { port } = proxy.address() as AddressInfo;
  return {
    switches: [
      `--proxy-server=http://127.0.0.1:${port}`,
      `--proxy-bypass-list=<-loopback>${reach ? `;${reach}` : ''}`,
      `--log-net-log=${netLog}`,
    ],
    async watch(browser) {
      browser.on('targetcreated', (target) => void watchTarget(target, seen, reach));
      await Promise.all(browser.targets().map((target) => watchTarget(target, seen, reach)));
    },
    seen: () => seen,
    async finish() {
      if (!proxy.listening) return seen;
      proxy.closeAllConnections();
      proxy.close();
      for (const what of await directTraffic(netLog, [`127.0.0.1:${port}`, reach])) seen.push(`net log: ${what}`);
      return seen;
    },
  };
}

async function startTrap(onRequest: (what: string) => void): Promise<Server> {
  const trap = createServer((request, response) => {
    note(request.method, request.url);
    response.writeHead(502).end();
  });
  trap.on('connect', (request, socket) => {
    note('CONNECT', request.url);
    socket.destroy();
  });
  trap.listen(0, '127.0.0.1');
  await once(trap, 'listening');
  return trap;

  function note(method = '', url = ''): void {
    const host = url.replace(/^\w+:\/\//, '').split(/[:/]/, 1)[0] ?? '';
    if (!OWN_HOSTS.has(host)) onRequest(`${method} ${url}`);
  }
}

async function watchTarget(target: Target, seen: string[], reach?: string): Promise<void> {
  if (target.type() === 'browser') return;
  const note = (url: string, what: string) => {
    if (target.type() !== 'page' || URL.parse(url)?.host !== reach) seen.push(`${target.type()}: ${what} ${url}`);
  };
  try {
    const session = await target.createCDPSession();
    session.on('Network.requestWillBeSent', ({ request }) => {
      if (!LOCAL.test(request.url)) note(request.url, request.method);
    });
    session.on('Network.webSocketCreated', ({ url }) => note(url, 'WebSocket'));
    await session.send('Network.enable');
  } catch {
    // The target was gone before it could be watched; the proxy has seen what it did.
  }
}

/** Sockets in a net log that did not go to one of these places. The log of a killed browser ends anywhere, so it is read by line. */
async function directTraffic(netLog: string, allowed: readonly (string | undefined)[]): Promise<string[]> {
  const found: string[] = [];
  let types: Record<string, number> = {};
  for await (const line of createInterface({ input: createReadStream(netLog) })) {
    const text = line.replace(/,$/, '');
    if (text.startsWith('{"constants"')) types = (JSON.parse(`${text}}`) as NetLogHead).constants.logEventTypes;
    if (!text.startsWith('{"params"')) continue;
    const event = parseEvent(text);
    if (event?.type === types['UDP_BYTES_SENT']) found.push(`UDP, ${event?.params.byte_count ?? '?'} bytes`);
    const address = event?.type === types['TCP_CONNECT_ATTEMPT'] ? event?.params.address : undefined;
    if (address && !allowed.includes(address)) found.push(`TCP to ${address}`);
  }
  if (!types['UDP_BYTES_SENT'] || !types['TCP_CONNECT_ATTEMPT']) throw new Error('the net log names no events');
  return found;
}

interface NetLogHead {
  readonly constants: { readonly logEventTypes: Record<string, number> };
}

interface NetLogEvent {
  readonly type: number;
  readonly params: { readonly address?: string; readonly byte_count?: number };
}

function parseEvent(text: string): NetLogEvent | null {
  try {
    return JSON.parse(text) as NetLogEvent;
  } catch {
    return null;
  }
}
