import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Page, launch as launchChromium } from 'puppeteer-core';
import { build } from 'wxt';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
const ROOT = `${PROJECT}.cache/passkey-lab`;

/** Builds an extension with one page, which runs lab.ts. @returns its folder. */
export async function buildLab(): Promise<string> {
  await rm(ROOT, { recursive: true, force: true });
  await mkdir(`${ROOT}/entrypoints/lab`, { recursive: true });
  await writeFile(
    `${ROOT}/entrypoints/lab/index.html`,
    '<!doctype html><script type="module" src="./main.ts"></script>',
  );
  await writeFile(`${ROOT}/entrypoints/lab/main.ts`, "import '@/tests/e2e/passkey/lab';\n");
  await writeFile(`${ROOT}/package.json`, '{"name":"lab","version":"1.0.0","type":"module"}');
  await build({
    root: ROOT,
    // What `@/` stands for.
    srcDir: PROJECT,
    entrypointsDir: `${ROOT}/entrypoints`,
    configFile: false,
    imports: false,
    manifest: { name: 'Passkey lab', minimum_chrome_version: '148' },
  });
  return `${ROOT}/.output/chrome-mv3`;
}

/** A Chromium with the lab in it. */
export interface LabBrowser {
  /** A new tab with the lab. `before` runs while it is still empty. */
  open(before?: (page: Page) => Promise<void>): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Chromium, with a profile of its own, and loads the extension in `folder`. */
export async function launch(folder: string): Promise<LabBrowser> {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error('CHROMIUM is not set: run this through npm test.');
  // Chromium refuses its sandbox to root, which is what containers run as.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await launchChromium({ executablePath, args, enableExtensions: true, pipe: true });
  const id = await browser.installExtension(folder);
  return {
    async open(before) {
      const page = await browser.newPage();
      await before?.(page);
      await page.goto(`chrome-extension://${id}/lab.html`);
      await page.waitForFunction(() => 'lab' in globalThis);
      return page;
    },
    close: () => browser.close(),
  };
}
