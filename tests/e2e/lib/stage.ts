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

/**
 * Starts a browser on a new profile in `folder`, and takes the tab that the extension opens by itself.
 * @param reach host and port that pages may reach
 */
export async function openFirstStage(
  folder: string,
  authenticator: SoftwareAuthenticator,
  reach?: string,
): Promise<Stage> {
  const session = await launch({ profile: join(folder, 'profile'), ...(reach && { reach }) });
  return await stageIn(session, await appOpenedByItself(session), folder, authenticator);
}

/** Starts a browser again on the profile of {@link openFirstStage}. */
export async function openStage(folder: string, authenticator: SoftwareAuthenticator): Promise<Stage> {
  const session = await launch({ profile: join(folder, 'profile') });
  return await stageIn(session, await openApp(session), folder, authenticator);
}

/** One more tab of the app, prepared before anything of the app runs in it. */
export async function openSecondTab(session: Session, prepare: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await session.browser.newPage();
  await prepare(page);
  await page.goto(extensionUrl(session, 'options.html'));
  return page;
}

async function stageIn(
  session: Session,
  page: Page,
  folder: string,
  authenticator: SoftwareAuthenticator,
): Promise<Stage> {
  await authenticator.install(page);
  await page.reload();
  return { session, page, downloads: await collectDownloads(session, join(folder, 'restored')) };
}
