import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Session, launch } from './lib/browser.ts';
import { watchWorlds, witnessPage } from './lib/page-witness.ts';
import { openPopup } from './lib/pages.ts';
import { openOtherEnd, tellDownloads } from './lib/told-downloads.ts';
import { until } from './lib/until.ts';
import { type ExportingSite, startExportingSite } from './pages/exporting-site.ts';

let folder: string;
let session: Session;
let site: ExportingSite;
let app: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-no-trace-'));
  site = await startExportingSite();
  session = await launch({ profile: join(folder, 'profile'), witness: false });
  app = await openOtherEnd(session);
});

afterAll(async () => {
  await session?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

it.each(['/bare', '/strict'])('%s cannot tell that the extension is there, nor that it was', async (path) => {
  const page = await session.browser.newPage();
  await witnessPage(page);
  const { worlds, listeners } = await watchWorlds(page);
  await page.goto(`${site.origin}${path}`);
  const seen = async () => await page.evaluate(() => globalThis.witness());
  const asked = site.asked.length;
  const first = await seen();
  const heard = await listeners();

  // Before the click, and when the popup has looked at the page.
  expect(first).toMatchObject({ changed: [], messages: [], troubles: [], resources: [] });
  expect(worlds).toEqual([]);
  const files = ['hook-exports.js', 'capture-export.js', 'icon/128.png'];
  const loaded = await page.evaluate(
    async (addresses) => await Promise.all(addresses.map((address) => fetch(address).then(Boolean, () => false))),
    files.map((file) => `chrome-extension://${session.extension.id}/${file}`),
  );
  expect(loaded).toEqual([false, false, false]);
  const popup = await openPopup(session, page);
  await until('the look', () => worlds.length > 0);
  await popup.close();
  expect(await seen()).toEqual(first);

  // While the next download is awaited: three functions, which say the same of themselves.
  const told = await tellDownloads(session, app, page);
  const during = await seen();
  expect(during.changed.toSorted()).toEqual([
    'URL.createObjectURL',
    'URL.revokeObjectURL',
    'open',
    'webkitURL.createObjectURL',
    'webkitURL.revokeObjectURL',
  ]);
  expect(during).toMatchObject({ messages: [], troubles: [], resources: [] });
  expect(await page.evaluate(said)).toEqual([
    ['createObjectURL', 1, 'function () { [native code] }', 'TypeError'],
    ['revokeObjectURL', 1, 'function () { [native code] }', 'TypeError'],
    ['open', 0, 'function () { [native code] }', 'none'],
  ]);

  // After it: nothing, not a listener.
  await told.stop();
  await until('the functions to be back', async () => (await seen()).changed.length === 0);
  await until('the card to leave', async () => (await page.$$('html > *')).length === 2);
  expect(await seen()).toMatchObject({ changed: [], messages: [], troubles: [], resources: [] });
  expect(await listeners()).toEqual(heard);
  expect(site.asked.slice(asked)).toEqual([]);
  await page.close();
});

/** What the functions say of themselves, and throw where they are called wrongly. Runs in the page. */
function said() {
  const { createObjectURL, revokeObjectURL } = URL;
  return [createObjectURL, revokeObjectURL, window.open].map((one) => {
    let thrown = 'none';
    try {
      if (one !== window.open) (one as () => void)();
    } catch (error) {
      thrown = (error as Error).name;
    }
    return [one.name, one.length, Function.prototype.toString.call(one), thrown];
  });
}
