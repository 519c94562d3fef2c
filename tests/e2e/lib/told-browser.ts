import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { findingsInBothSchemes } from './accessibility.ts';
import { type Session, launch } from './browser.ts';
import { appOpenedByItself, extensionUrl } from './pages.ts';

/** A browser whose one tab is told what to show. */
export interface ToldBrowser {
  readonly page: Page;
  /** Of its profile, and for what a test writes. */
  readonly folder: string;
  /** The address of one of the extension's pages. */
  addressOf(path: string): string;
  /** What axe-core finds in the page, in light and in dark. */
  findings(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts one. */
export async function openToldBrowser(): Promise<ToldBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-told-'));
  const session: Session = await launch({ profile: join(folder, 'profile') });
  const page = await appOpenedByItself(session);
  return {
    page,
    folder,
    addressOf: (path) => extensionUrl(session, path),
    findings: async () => await findingsInBothSchemes(page),
    close: async () => {
      await session.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
