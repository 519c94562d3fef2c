import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppState } from '../../utils/messages/state.ts';
import { writeNoise, writeTelegramFolder } from './lib/exports.ts';
import { hashFile, hashZip } from './lib/hashes.ts';
import { openPopup } from './lib/pages.ts';
import { RealStage } from './lib/real-folder.ts';
import { type Archives, hashesOf, restoreInNode, sizesIn, strangersIn } from './lib/real-folder-vault.ts';
import { untilSays } from './lib/says.ts';
import { appState } from './lib/stored-vault.ts';
import { lacking } from './lib/tools.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

describe.skipIf(lacking('desktop'))(`the vault in a folder of this machine${lacking('desktop')}`, () => {
  let stage: RealStage;
  let cloud: string;
  let chat: string;
  /** What has been called saved. */
  let saved: Archives = {};

  beforeAll(async () => {
    stage = await RealStage.open();
    cloud = await stage.folder('Cloud');
    chat = await stage.folder('ChatExport');
    await writeTelegramFolder(chat, { marker: 'chat', messages: 500, photos: [900_000, 10_000] });
  });
  afterAll(async () => await stage?.end());

  /** A new file that does not compress; what is then saved includes it. */
  async function makeFilm(name: string, size: number): Promise<string> {
    const film = join(stage.root, name);
    await writeNoise(film, size, name, size);
    saved = { ...saved, [name]: await hashesOf(film) };
    return film;
  }

  async function expectChatRestored(): Promise<void> {
    expect(await hashZip(await walk.restore(stage.page, stage.downloads, 'ChatExport'))).toEqual(await hashesOf(chat));
  }

  const isIdle = ({ jobs }: AppState) => jobs.every(({ status }) => status === 'done');
  const notice = '#folder-notice';
  const inFolder = async () => (await sizesIn(cloud)).map(([path]) => path).filter((path) => path !== 'README.txt');
  const packsHere = async () => (await stage.storedPaths()).filter((path) => path.startsWith('packs/'));

  it('is moved there with all that was saved, and a copy stays in the browser', async () => {
    saved = { ChatExport: await hashesOf(chat) };
    await walk.backUp(stage.page, [chat]);
    await stage.moveTo(cloud, { keepsCopy: true });
    expect(await strangersIn(cloud)).toEqual([]);
    expect((await sizesIn(cloud)).map(([path]) => path)).toContain('README.txt');
    expect(await inFolder()).toEqual(await stage.storedPaths());
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
    await expectChatRestored();
  });

  it('gets new backups there', async () => {
    const film = await makeFilm('first film.mp4', 20_000_000);
    await walk.backUp(stage.page, [film]);
    await walk.allInFolder(stage.page);
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
  });

  it('restores from there when no copy is kept in the browser', async () => {
    await walk.click(stage.page, '#keeps-copy');
    await until('the browser to let the packs go', async () => (await packsHere()).length === 0);
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
    await expectChatRestored();
    const film = await walk.restore(stage.page, stage.downloads, 'first film.mp4');
    expect(await hashFile(film)).toBe(await hashFile(join(stage.root, 'first film.mp4')));
  });

  it('saves a backup whose tab is closed in the middle, says what waits, and brings it there once it is let in', async () => {
    const before = saved;
    const film = await makeFilm('second film.mp4', 80_000_000);
    await walk.collect(stage.page, [film]);
    await walk.click(stage.page, '#start-backup');
    await stage.page.waitForFunction(
      () => (document.querySelector<HTMLProgressElement>('.job progress[value]')?.value ?? 0) > 0.1,
      { polling: 20 },
    );
    const elsewhere = await stage.closeTabs();
    const atClosing = await stage.stateWithoutTab();
    expect(atClosing.jobs).toMatchObject([{ kind: 'backup', status: 'running' }]);
    const state = await stage.untilWithoutTab('the backup to be saved', isIdle);
    expect(state).toMatchObject({ archives: 3, folder: { access: 'ask', pending: { backups: 1 } } });
    expect(state.folder?.pending.bytes).toBeGreaterThan(80_000_000);
    expect(await stage.badge()).toBe('↑');
    expect(await restoreInNode(cloud, stage.words)).toEqual(before);

    const popup = await openPopup(stage.session, elsewhere);
    await popup.waitForSelector('#to-folder');
    await untilSays(popup, '#popup-kept', /^1 backup \(.*\) waits on this computer for .*Cloud/);
    await popup.close();

    await stage.openTab();
    await stage.page.waitForSelector('#folder-notice[data-kind="ask"]');
    await untilSays(stage.page, notice, /^Saved on this computer\. Not yet in your folder: 1 backup, [\d.]+ MB\./);
    await stage.letIn(true);
    await stage.page.waitForSelector('#folder-notice', { hidden: true });
    await walk.allInFolder(stage.page);
    expect(await stage.badge()).toBe('');
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
    expect(await packsHere()).toEqual([]);
  });

  it('is not let in once: all stays where it is, in calm words', async () => {
    await walk.goTo(stage.page, 'archives');
    await stage.closeTabs();
    await stage.openTab();
    const film = await makeFilm('third film.mp4', 50_000_000);
    await walk.backUp(stage.page, [film]);
    await stage.page.waitForSelector('#folder-notice[data-kind="ask"]');
    const waiting = (await stage.folderState()).pending;
    await stage.letIn(false);
    await stage.page.waitForFunction(() =>
      document.querySelector('#folder-notice')?.textContent?.includes('does not let Passkeep into your folder'),
    );
    await untilSays(stage.page, notice, 'Saved on this computer. Not yet in your folder: 1 backup');
    expect((await stage.folderState()).pending).toEqual(waiting);
  });

  it('goes on where it was when the tab is closed in the middle of bringing things there', async () => {
    const before = (await inFolder()).length;
    await stage.letIn(true);
    await until('the first file to arrive', async () => (await inFolder()).length > before, { interval: 5 });
    await stage.closeTabs();
    const state = await stage.untilWithoutTab('it to stop', isIdle);
    expect(state.folder).toMatchObject({ access: 'ask', pending: { backups: 1 } });
    expect(state.folder?.pending.files).toBeGreaterThan(0);
    expect(await stage.badge()).toBe('↑');
    await stage.openTab();
    await stage.letIn(true);
    await walk.allInFolder(stage.page);
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
  });

  it('restores, after the browser was started again, when it is let in', async () => {
    await stage.killAndStart();
    expect(await appState(stage.page)).toMatchObject({ vault: 'locked', folder: { access: 'ask' } });
    await walk.unlockWithPasskey(stage.page);
    await walk.openArchive(stage.page, 'ChatExport');
    await walk.click(stage.page, '#download');
    await stage.page.waitForSelector('.job[data-status="failed"] [data-code="FOLDER_DENIED"]');
    await expect(stage.downloads.next(30_000)).rejects.toThrow('cancelled');
    await stage.letIn(true);
    await until('a look into the folder', async () => (await stage.folderState()).access === 'ready');
    await walk.click(stage.page, '#dismiss-job');
    await expectChatRestored();
  });

  it('restores, after the browser was started again, without being let in where a copy is kept', async () => {
    await walk.goTo(stage.page, 'place');
    await walk.click(stage.page, '#keeps-copy');
    await until(
      'the copy',
      async () => (await packsHere()).length === (await inFolder()).filter((path) => path.startsWith('packs/')).length,
    );
    await stage.killAndStart();
    await walk.unlockWithPasskey(stage.page);
    await expectChatRestored();
    expect((await stage.folderState()).access).toBe('ask');
  });

  it('gets backups also after the last tab was closed, when it is let in on every visit', async () => {
    // The browser offers that to whom it has let in before; of a visit before the kill it may have written nothing down.
    await walk.goTo(stage.page, 'place');
    await stage.letIn(true);
    await walk.allInFolder(stage.page);
    await stage.closeTabs();
    await stage.openTab();
    await walk.goTo(stage.page, 'place');
    await stage.letIn('always');
    await walk.allInFolder(stage.page);
    const film = await makeFilm('fourth film.mp4', 50_000_000);
    await walk.collect(stage.page, [film]);
    await walk.click(stage.page, '#start-backup');
    await stage.page.waitForSelector('.job[data-status="running"]');
    await stage.closeTabs();
    const isThere = ({ archives, folder }: AppState) => archives === 5 && folder?.pending.files === 0;
    const state = await stage.untilWithoutTab('the backup to be in the folder', isThere);
    expect(state.folder).toMatchObject({ access: 'ready', failure: null });
    // What brought it there has a moment to end.
    await until('the badge to show nothing', async () => (await stage.badge()) === '');
    expect(await restoreInNode(cloud, stage.words)).toEqual(saved);
  });
});
