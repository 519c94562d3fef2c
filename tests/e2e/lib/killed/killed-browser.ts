import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Archive } from '../../../../utils/vault/types.ts';
import { type Session, launch } from '../browser.ts';
import { appOpenedByItself, extensionUrl } from '../pages.ts';
import { SoftwareAuthenticator } from '../software-authenticator.ts';
import { appState } from '../stored-vault.ts';
import { until } from '../until.ts';
import * as walk from '../walkthrough.ts';
import { type Change, changeBetween, hasHappened } from './change.ts';
import { type PageSide, installSide } from './in-page.ts';
import { type MadeFile, bytesOf } from './made-files.ts';

/** When a browser is killed: at what has been stored and deleted, or after some time, and so much later. Milliseconds. */
export type Moment = { readonly change: Partial<Change>; readonly later: number } | { readonly after: number };

/** A browser on one profile that is killed again and again, and what is asked of it without a view. */
export class KilledBrowser {
  readonly #folder: string;
  readonly #authenticator = new SoftwareAuthenticator();
  #session!: Session;
  #page!: Page;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts a browser on a new profile in `folder`, and sets up a vault, which is open then. */
  static async open(folder: string): Promise<KilledBrowser> {
    const killed = new KilledBrowser(folder);
    await killed.#launch();
    const page = await appOpenedByItself(killed.#session);
    await killed.#authenticator.install(page);
    await page.reload();
    await walk.setUp(page);
    await killed.#serve(page);
    return killed;
  }

  /** Starts the browser again; the vault is locked. */
  async start(): Promise<void> {
    await this.#launch();
    const page = await this.#session.browser.newPage();
    await this.#authenticator.install(page);
    await page.goto(extensionUrl(this.#session, 'options.html'));
    await page.bringToFront();
    await this.#serve(page);
  }

  /** Unlocks by the view's button. The tab need not be at the front: a new start may have opened another. */
  async unlock(): Promise<void> {
    const sayWhatIsThere = async (cause: unknown) => {
      throw new Error(await this.#page.evaluate(() => `${location.href}: ${document.body.innerText}`), { cause });
    };
    // Not by `waitForSelector`: for a pseudo-class that looks at each frame, and what is at the back has none.
    const isThere = async () => (await this.#page.$('#unlock:enabled')) !== null;
    await until('the button that unlocks', isThere, { timeout: 60_000 }).catch(sayWhatIsThere);
    await this.#page.$eval('#unlock', (button) => (button as HTMLElement).click());
    const isOpen = async () => (await appState(this.#page)).vault === 'unlocked';
    await until('the vault to open', isOpen, { timeout: 60_000 }).catch(sayWhatIsThere);
  }

  async end(): Promise<void> {
    await this.#session.kill();
  }

  /** The paths and sizes of all stored files. */
  async stored(): Promise<Map<string, number>> {
    return new Map(await this.#page.evaluate(async () => await side.stored()));
  }

  async archives(): Promise<readonly Archive[]> {
    return (await this.#ask('listArchives')) as Archive[];
  }

  /** Restores an archive. @returns SHA-256 in hex by the files' names */
  async restored(archive: string): Promise<Record<string, string>> {
    return await this.#page.evaluate(async (id) => await side.restored(id), archive);
  }

  /** Queues a backup. @returns the job's id */
  async startBackup(title: string, files: readonly MadeFile[]): Promise<string> {
    return await this.#page.evaluate(async (name, all) => await side.startBackup(name, all), title, files);
  }

  /** Queues the deletion of an archive. @returns the job's id */
  async startDelete(archive: string): Promise<string> {
    return (await this.#ask('startDelete', { archive })) as string;
  }

  /** Queues the clean-up of what no archive needs. @returns the job's id */
  async startPrune(): Promise<string> {
    return (await this.#ask('startPrune')) as string;
  }

  /** Waits for a job. @throws Error unless it is done */
  async ended(job: string): Promise<void> {
    await this.#page.evaluate(async (id) => await side.ended(id), job);
  }

  /**
   * Starts a job, and kills the browser at a moment of it, or when it has ended without that.
   * @returns whether the job was told to be done before that
   */
  async killDuring(start: () => Promise<string>, moment: Moment): Promise<boolean> {
    if ('change' in moment) await this.#page.evaluate(async (change) => await side.watch(change), moment.change);
    const job = await start();
    let isDone = false;
    const ended = this.ended(job).then(() => void (isDone = true));
    // The kill ends this wait too.
    ended.catch(() => {});
    if ('after' in moment) await pause(moment.after);
    else {
      await Promise.race([this.#page.evaluate(async () => await side.reached), ended]);
      await pause(moment.later);
    }
    await this.#session.kill();
    return isDone;
  }

  async #ask(type: string, data?: unknown): Promise<unknown> {
    return await this.#page.evaluate(async (name, input) => await side.ask(name, input), type, data);
  }

  async #launch(): Promise<void> {
    this.#session = await launch({ profile: join(this.#folder, 'profile'), witness: false });
  }

  async #serve(page: Page): Promise<void> {
    await page.evaluate(
      `(${installSide.toString()})({ bytesOf: ${bytesOf.toString()}, changeBetween: ${changeBetween.toString()}, hasHappened: ${hasHappened.toString()} })`,
    );
    this.#page = page;
  }
}

/** In the page: see {@link installSide}. */
declare const side: PageSide;
