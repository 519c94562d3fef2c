import type { Browser, CDPSession, Target } from 'puppeteer-core';

/** What a browser writes on consoles and calls its pages, in all contexts. */
export interface Traces {
  /** Each as `<kind>: <what>`; the kinds are console, exception, log, request and target. */
  readonly lines: readonly string[];
}

/** Collects console lines, exceptions, the browser's log entries, requests, addresses and titles, from now on. */
export async function collectTraces(browser: Browser): Promise<Traces> {
  const lines: string[] = [];
  const root = await browser.target().createCDPSession();
  for (const event of ['Target.targetCreated', 'Target.targetInfoChanged'] as const)
    root.on(event, ({ targetInfo: { url, title } }) => void lines.push(`target: ${url} ${title}`));
  await root.send('Target.setDiscoverTargets', { discover: true });
  browser.on('targetcreated', (target) => void watch(target, lines));
  await Promise.all(browser.targets().map((target) => watch(target, lines)));
  return { lines };
}

async function watch(target: Target, lines: string[]): Promise<void> {
  const type = target.type();
  if (type === 'browser') return;
  try {
    const session = await target.createCDPSession();
    await listen(session, lines);
    // Of several sessions of a service worker only one is told what its console says: that of Puppeteer's own.
    if (type === 'service_worker')
      (await target.worker())?.on('console', (message) => void lines.push(`console: ${message.text()}`));
  } catch {
    // The target was gone before it could be watched.
  }
}

async function listen(session: CDPSession, lines: string[]): Promise<void> {
  session.on('Runtime.consoleAPICalled', ({ args }) => void lines.push(`console: ${JSON.stringify(args)}`));
  session.on('Runtime.exceptionThrown', (thrown) => void lines.push(`exception: ${JSON.stringify(thrown)}`));
  session.on('Log.entryAdded', ({ entry }) => void lines.push(`log: ${JSON.stringify(entry)}`));
  session.on('Network.requestWillBeSent', ({ request }) => void lines.push(`request: ${JSON.stringify(request)}`));
  // Not every kind of target has each of them.
  for (const domain of ['Runtime.enable', 'Log.enable', 'Network.enable'] as const)
    await session.send(domain).catch(() => {});
}
