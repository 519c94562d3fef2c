import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, launch } from './lib/browser.ts';
import { type Downloads, collectDownloads } from './lib/downloads.ts';
import { hashFile } from './lib/hashes.ts';
import { type ToldDownloads, openOtherEnd, tellDownloads } from './lib/told-downloads.ts';
import { type ExportingSite, startExportingSite } from './pages/exporting-site.ts';

let folder: string;
let session: Session;
let site: ExportingSite;
let app: Page;
let downloads: Downloads;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-told-downloads-'));
  site = await startExportingSite();
  // The pages are on the loopback, which the witness lets nobody reach.
  session = await launch({ profile: join(folder, 'profile'), witness: false });
  app = await openOtherEnd(session);
  downloads = await collectDownloads(session, join(folder, 'downloads'));
});

afterAll(async () => {
  await session?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

async function openPage(path: string): Promise<Page> {
  const page = await session.browser.newPage();
  await page.goto(`${site.origin}${path}`);
  await page.bringToFront();
  return page;
}

/** Ways in which a page lets the user download `text` as `name`; each runs in the page. */
const WAYS: readonly (readonly [way: string, name: string, act: (text: string) => void])[] = [
  [
    'FileSaver',
    'saver.json',
    (text) =>
      (window as unknown as { saveAs: (blob: Blob, name: string) => void }).saveAs(new Blob([text]), 'saver.json'),
  ],
  [
    'a link out of the document, clicked by an event, its address revoked at once',
    'event.zip',
    (text) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text]));
      link.download = 'event.zip';
      link.dispatchEvent(new MouseEvent('click'));
      URL.revokeObjectURL(link.href);
    },
  ],
  [
    'a link in a closed shadow tree, with a target',
    'shadow.zip',
    (text) => {
      const host = document.body.appendChild(document.createElement('div'));
      const link = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('a'));
      link.href = URL.createObjectURL(new Blob([text]));
      link.download = 'shadow.zip';
      link.target = '_blank';
      link.click();
      URL.revokeObjectURL(link.href);
    },
  ],
  [
    'a link that gets its address while it is clicked',
    'late.txt',
    (text) => {
      const link = document.body.appendChild(document.createElement('a'));
      link.download = 'late.txt';
      link.href = '#';
      link.onclick = () => (link.href = URL.createObjectURL(new Blob([text])));
      link.click();
    },
  ],
  [
    'a data: address',
    'data.txt',
    (text) => {
      const link = document.createElement('a');
      link.href = `data:text/plain,${encodeURIComponent(text)}`;
      link.download = 'data.txt';
      link.click();
    },
  ],
  [
    'window.open',
    'download.zip',
    (text) => void window.open(URL.createObjectURL(new Blob([text], { type: 'application/zip' }))),
  ],
  [
    'location',
    'named.zip',
    (text) => (location.href = URL.createObjectURL(new File([text], 'named.zip', { type: 'application/zip' }))),
  ],
  [
    'a frame',
    'download.zip',
    (text) => {
      const frame = document.createElement('iframe');
      frame.hidden = true;
      frame.src = URL.createObjectURL(new Blob([text], { type: 'application/zip' }));
      document.body.append(frame);
    },
  ],
  [
    'a link with a target, not saying that it is a download',
    'download.zip',
    (text) => {
      const link = document.body.appendChild(document.createElement('a'));
      link.target = '_blank';
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/zip' }));
      link.click();
    },
  ],
];

const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');

describe("what a page lets the user download is handed over, and the user's own download is what it was", () => {
  let page: Page;
  let told: ToldDownloads;
  let count = 0;
  const next = async () => (await told.files(++count)).at(-1);

  beforeAll(async () => {
    page = await openPage('/');
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/service-worker.js');
      await new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve(null);
        else navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
      });
      Object.assign(window, { before: URL.createObjectURL(new Blob(['made before'])) });
    });
    told = await tellDownloads(session, app, page);
  });

  afterAll(async () => {
    await told?.stop();
    await page?.close();
  });

  it.each(WAYS)('%s', async (way, name, act) => {
    await page.evaluate(act, way);
    expect(await next()).toEqual({ name, size: way.length, sha256: sha256(way) });
    expect(await hashFile(await downloads.next(10_000))).toBe(sha256(way));
  });

  it('a Blob whose address was made before the hook was there', async () => {
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = (window as unknown as { before: string }).before;
      link.download = 'before.txt';
      link.click();
      URL.revokeObjectURL(link.href);
    });
    expect(await next()).toEqual({ name: 'before.txt', size: 11, sha256: sha256('made before') });
    expect(await hashFile(await downloads.next(10_000))).toBe(sha256('made before'));
  });

  it('a link of the origin: one request, and the name that the server gives', async () => {
    const asked = site.asked.length;
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/file';
      link.download = 'from the link.zip';
      link.click();
    });
    const content = `the file, ${asked + 1}`;
    const name = 'from the server.zip';
    expect(await next()).toEqual({ name, size: content.length, sha256: sha256(content) });
    const own = await downloads.next(10_000);
    expect([basename(own), await hashFile(own)]).toEqual([name, sha256(content)]);
    expect(site.asked.slice(asked)).toEqual(['/file']);
  });

  it.each([
    ['location', () => (location.href = '/streamed/1?name=stream%201.bin&parts=100')],
    [
      'a link',
      () => {
        const link = document.createElement('a');
        link.href = '/streamed/2?name=stream%201.bin&parts=100';
        link.click();
      },
    ],
  ])('a stream through a service worker, by %s', async (_, act) => {
    await page.evaluate(act);
    const expected = sha256('0123456789abcdef'.repeat(4096 * 100));
    expect(await next()).toEqual({ name: 'stream 1.bin', size: 6_553_600, sha256: expected });
    const own = await downloads.next(10_000);
    expect([basename(own), await hashFile(own)]).toEqual(['stream 1.bin', expected]);
  });

  it('a link that leads to another origin is left to the browser', async () => {
    const asked = site.asked.length;
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/elsewhere';
      link.download = 'elsewhere.zip';
      link.click();
    });
    expect(await hashFile(await downloads.next(10_000))).toBe(sha256(`the file, ${asked + 3}`));
    expect(site.asked.slice(asked)).toEqual(['/elsewhere', '/elsewhere', '/file']);
  });
});

it('what is not downloaded is not taken', async () => {
  // In a page of its own: Chromium drops what a page lets download beyond ten in a second.
  const page = await openPage('/');
  const told = await tellDownloads(session, app, page);
  await page.evaluate(async () => {
    const urlOf = (text: string, type: string) => URL.createObjectURL(new Blob([text], { type }));
    const image = document.body.appendChild(document.createElement('img'));
    image.src = urlOf('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 'image/svg+xml');
    await image.decode();
    const worker = new Worker(urlOf('postMessage(1)', 'text/javascript'));
    await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
    const frame = document.createElement('iframe');
    frame.src = urlOf('<p>a part of the page', 'text/html');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    window.open(image.src)?.close();
    const link = document.body.appendChild(document.createElement('a'));
    link.href = urlOf('prevented', 'application/zip');
    link.download = 'prevented.zip';
    link.onclick = () => false;
    link.click();
  });
  // The window that was opened and closed has taken its place.
  await page.bringToFront();
  await page.evaluate(WAYS[1]?.[2] ?? (() => {}), 'the last');
  expect(await told.files(1)).toMatchObject([{ name: 'event.zip', sha256: sha256('the last') }]);
  await downloads.next(10_000);
  await told.stop();
  await page.close();
});

it('a page whose policy lets it fetch nothing', async () => {
  const page = await openPage('/strict');
  await page.evaluate(() => Object.assign(window, { before: URL.createObjectURL(new Blob(['made before'])) }));
  const told = await tellDownloads(session, app, page);
  await page.evaluate(WAYS[1]?.[2] ?? (() => {}), 'strict');
  expect(await told.files(1)).toMatchObject([{ name: 'event.zip', sha256: sha256('strict') }]);
  await downloads.next(10_000);
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = (window as unknown as { before: string }).before;
    link.download = 'before.txt';
    link.click();
  });
  expect((await told.files(2))[1]).toMatchObject({ name: 'before.txt', sha256: sha256('made before') });
  await downloads.next(10_000);
  // What it may not fetch in the browser's place, the browser fetches.
  const asked = site.asked.length;
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/file';
    link.download = 'link.zip';
    link.click();
  });
  expect(await hashFile(await downloads.next(10_000))).toBe(sha256(`the file, ${asked + 1}`));
  await told.stop();
  await page.close();
});

it('a page that speaks as the hook spoils its own capture only', async () => {
  const page = await openPage('/bare');
  await page.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    const blob = new Blob(['a lie']);
    Object.assign(window, {
      lie() {
        const name = 'f1a7c2e9-exports';
        dispatchEvent(new Event(name));
        dispatchEvent(new MessageEvent(name, { ports: [new MessageChannel().port1, new MessageChannel().port1] }));
        dispatchEvent(new MessageEvent(name, { ports: [port2] }));
        for (let index = 0; index < 1000; index++) {
          port1.postMessage({ type: 'file', name: 'x'.repeat(100_000), blob: { size: 1 } });
          port1.postMessage({ type: 'saved', count: 1 });
          port1.postMessage({ type: 'address', name: '', address: 'http://127.0.0.1:1/' });
          port1.postMessage(new Map([[blob, blob]]));
        }
        port1.postMessage({ type: 'file', name: `../${'x'.repeat(100_000)}.zip`, blob, ['__proto__']: 1 });
      },
    });
  });
  const told = await tellDownloads(session, app, page, async () => {
    await page.evaluate(() => (window as unknown as { lie(): void }).lie());
  });
  expect(await told.files(1)).toEqual([
    { name: expect.stringMatching(/^x+…x+\.zip$/), size: 5, sha256: sha256('a lie') },
  ]);
  await told.stop();
  await page.close();
});
