import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page, Protocol } from 'puppeteer-core';
import { launch } from './browser.ts';

/** A page of a messenger that we wrote ourselves, at the address of the real one. */
export interface FakePage {
  readonly page: Page;
  /** Every request that was made, but for those that the page was given in `files`; all of them were refused. */
  readonly refused: readonly string[];
  /** Requests for `files`. */
  readonly served: readonly string[];
}

/** What a fake page is made of. */
export interface FakeSite {
  /** Such as https://web.whatsapp.com/. */
  readonly url: string;
  readonly html: string;
  /** Of the page's answer, such as its Content-Security-Policy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What else is there, by address. */
  readonly files?: Readonly<Record<string, { readonly type: string; readonly body: string | Buffer }>>;
  /** BCP 47; what the browser says of itself. en-GB unless told. */
  readonly language?: string;
  /** IANA name. UTC unless told. */
  readonly timeZone?: string;
}

/** A browser with the extension and without a network. */
export interface FakeBrowser {
  open(site: FakeSite): Promise<FakePage>;
  close(): Promise<void>;
}

/** Starts one. */
export async function startFakes(): Promise<FakeBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-fakes-'));
  const session = await launch({ profile: join(folder, 'profile') });
  return {
    open: async (site) => await openFake(session.browser, site),
    close: async () => {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a fake page in a new tab, at the front. Nothing that it asks for reaches a network. */
export async function openFake(browser: Browser, site: FakeSite): Promise<FakePage> {
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  const refused: string[] = [];
  const served: string[] = [];
  client.on('Fetch.requestPaused', (event) => void answer(client, site, event, refused, served));
  await client.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  await client.send('Emulation.setLocaleOverride', { locale: site.language ?? 'en-GB' });
  await page.emulateTimezone(site.timeZone ?? 'UTC');
  await page.goto(site.url);
  await page.bringToFront();
  return { page, refused, served };
}

async function answer(
  client: CDPSession,
  site: FakeSite,
  { requestId, request, resourceType }: Protocol.Fetch.RequestPausedEvent,
  refused: string[],
  served: string[],
): Promise<void> {
  const isPage = resourceType === 'Document' && request.url === site.url.replace(/#.*/, '');
  const file = isPage ? { type: 'text/html; charset=utf-8', body: site.html } : site.files?.[request.url];
  if (file && !isPage) served.push(request.url);
  if (!file) refused.push(request.url);
  const headers = { 'content-type': file?.type ?? '', ...(isPage && site.headers) };
  const done = file
    ? client.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: 200,
        responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
        body: Buffer.from(file.body).toString('base64'),
      })
    : client.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  // The page may have been closed meanwhile.
  await done.catch(() => undefined);
}
