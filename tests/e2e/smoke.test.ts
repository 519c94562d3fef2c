import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings } from './lib/accessibility.ts';
import { type Session, launch } from './lib/browser.ts';
import { openApp, openPopup } from './lib/pages.ts';
import { scanProfile } from './lib/profile-scan.ts';

/** Ways to a server, each to be tried in a page; each ends once the browser has given its answer. */
const ATTEMPTS: Readonly<Record<string, (address: string) => Promise<unknown>>> = {
  fetch: async (address) => await fetch(`http://${address}/fetch`, { mode: 'no-cors' }),
  image: async (address) => {
    const image = Object.assign(new Image(), { src: `http://${address}/image` });
    await new Promise((resolve) => ['load', 'error'].forEach((end) => image.addEventListener(end, resolve)));
  },
  WebSocket: async (address) => {
    const socket = new WebSocket(`ws://${address}/socket`);
    await new Promise((resolve) => ['close', 'error'].forEach((end) => socket.addEventListener(end, resolve)));
  },
  EventSource: async (address) => {
    const source = new EventSource(`http://${address}/events`);
    await new Promise((resolve) => source.addEventListener('error', resolve));
    source.close();
  },
  style: async (address) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `http://${address}/style` });
    const ended = new Promise((resolve) => ['load', 'error'].forEach((end) => link.addEventListener(end, resolve)));
    document.head.append(link);
    await ended;
  },
  form: async (address) => {
    const form = Object.assign(document.createElement('form'), { action: `http://${address}/form`, method: 'post' });
    document.body.append(form);
    // Where it is let through, the page is gone before the promise is kept.
    const refused = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve));
    form.submit();
    await refused;
  },
};

let folder: string;
let session: Session;
let server: Server;
let address: string;
const reached: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-smoke-'));
  server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end('here');
  });
  server.on('upgrade', (request, socket) => {
    reached.push(request.url ?? '');
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Without the witness: the server must be within reach, so that only the policy can be what keeps a page from it.
  session = await launch({ profile: join(folder, 'profile'), witness: false });
});

afterAll(async () => {
  await session?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the production build in Chromium', () => {
  it('shows the app in the options page, without an error', async () => {
    const page = await openApp(session);
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('main button') !== null);
    expect(errors).toEqual([]);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('opens the popup over a page by the toolbar button', async () => {
    const page = await session.browser.newPage();
    await page.goto(`http://${address}/any-page`);
    const popup = await openPopup(session, page);
    await popup.waitForFunction(() => document.querySelector('main button') !== null);
    expect(new URL(popup.url()).pathname).toBe('/popup.html');
    expect(await accessibilityFindings(popup)).toEqual([]);
    await page.close();
  });

  it('keeps its data in the profile that the tests scan', async () => {
    const { hits, files } = await scanProfile(session.profile, [session.extension.id]);
    expect(files).toBeGreaterThan(10);
    expect(hits.length).toBeGreaterThan(0);
  });

  it.each(Object.keys(ATTEMPTS))('lets no %s reach a server', async (name) => {
    // The same attempt from a page of that server gets through: it is the policy that stops ours.
    const own = await session.browser.newPage();
    await own.goto(`http://${address}/own-page`);
    expect(await reaches(own, name)).not.toEqual([]);
    await own.close();
    expect(await reaches(await openApp(session), name)).toEqual([]);
  });

  it('lets no fetch of the service worker reach a server', async () => {
    const target = await session.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    reached.length = 0;
    const answer = await worker?.evaluate(
      async (url) =>
        await fetch(url, { mode: 'no-cors' }).then(
          () => 'answered',
          () => 'refused',
        ),
      `http://${address}/worker`,
    );
    expect(answer).toBe('refused');
    expect(reached).toEqual([]);
  });
});

/** What reaches the server while `page` makes the attempt. An error, or the page's leaving, ends it as well. */
async function reaches(page: Page, name: string): Promise<string[]> {
  reached.length = 0;
  const attempt = ATTEMPTS[name];
  if (!attempt) throw new Error(`no such attempt: ${name}`);
  await page.evaluate(attempt, address).catch(() => undefined);
  return [...reached];
}
