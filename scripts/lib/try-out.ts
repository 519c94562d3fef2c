import { join } from 'node:path';
import { launch } from '../../tests/e2e/lib/browser.ts';
import { openApp } from '../../tests/e2e/lib/pages.ts';
import { writeSample } from './sample.ts';
import { say } from './say.ts';

const CACHE = join(import.meta.dirname, '..', '..', '.cache');

const ANY_PAGE = `<!doctype html><meta charset="utf-8"><title>Any page</title>
<body style="font: 1.1rem/1.6 system-ui; max-width: 40rem; margin: 4rem auto">
<h1>Any page</h1><p>Passkeep's button is in the toolbar, under the puzzle piece. It shows what is saved, and backs up.</p>`;

/** Opens a browser with the extension, a profile that stays and an export to back up; ends when it is closed. */
export async function tryOut(): Promise<void> {
  const sample = join(CACHE, 'sample');
  await writeSample(sample);
  const session = await launch({ profile: join(CACHE, 'profile'), headless: false, witness: false });
  const page = await session.browser.newPage();
  await page.setContent(ANY_PAGE);
  await openApp(session);
  say(`The browser is open. Exports to back up are in ${sample}. Close the browser to end.`);
  await new Promise<void>((resolve) => void session.browser.once('disconnected', () => resolve()));
}
