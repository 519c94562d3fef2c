import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Session, launch } from './browser.ts';
import { type Downloads, collectDownloads } from './downloads.ts';
import { appOpenedByItself, extensionUrl, openApp } from './pages.ts';
import type { SoftwareAuthenticator } from './software-authenticator.ts';

/** A browser that shows the app, with a software authenticator in its tab. */
export interface Stage {
  readonly session: Session;
  readonly page: Page;
  /** Of the folder `restored` beside the profile. */
  readonly downloads: Downloads;
}

/** Starts a browser on the profile in `folder`: a new one at first, the same one the next time. */
export async function openStage(folder: string, authenticator: SoftwareAuthenticator): Promise<Stage> {
  return await stageOf(await launch({ profile: join(folder, 'profile') }), folder, authenticator);
}

/** {@link openStage} for a browser that has been started. */
export async function stageOf(session: Session, folder: string, authenticator: SoftwareAuthenticator): Promise<Stage> {
  const page = await openApp(session);
  await authenticator.install(page);
  await page.reload();
  return { session, page, downloads: await collectDownloads(session, join(folder, 'restored')) };
}

/** One more tab of the app, prepared before anything of the app runs in it. */
export async function openSecondTab(session: Session, prepare: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await session.browser.newPage();
  await prepare(page);
  await page.goto(extensionUrl(session, 'options.html'));
  return page;
}

/** {@link openStage} on a new profile, once the extension has opened its own tab and will not open one more. */
export async function openFirstStage(folder: string, authenticator: SoftwareAuthenticator): Promise<Stage> {
  const session = await launch({ profile: join(folder, 'profile') });
  await appOpenedByItself(session);
  return await stageOf(session, folder, authenticator);
}
