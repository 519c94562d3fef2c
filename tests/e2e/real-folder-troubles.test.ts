import { mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeNoise } from './lib/exports.ts';
import { hashFile } from './lib/hashes.ts';
import { RealStage } from './lib/real-folder.ts';
import { type Archives, hashesOf, restoreInNode, strangersIn } from './lib/real-folder-vault.ts';
import { untilSays } from './lib/says.ts';
import { type SmallDisk, lackingSmallDisk, mountSmallDisk } from './lib/small-disk.ts';
import { lacking } from './lib/tools.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

let stage: RealStage;
let place: string;
/** What has been called saved. */
let saved: Archives = {};

/**
 * Backs up a new file, which is then saved: in the browser, if not in the folder.
 * @param onDone called while the job's card says so
 */
async function backUpNew(name: string, size: number, onDone: () => Promise<void> = async () => {}): Promise<void> {
  const film = join(stage.root, name);
  await writeNoise(film, size, name, size);
  await walk.backUp(stage.page, [film], async (step) => {
    if (step === 'done') await onDone();
  });
  saved = { ...saved, [name]: await hashesOf(film) };
}

/** Waits until the notice of a failure says so. */
async function noticeSays(code: string, ...wanted: readonly string[]): Promise<void> {
  await untilSays(stage.page, `#folder-notice[data-code="${code}"]`, ...wanted);
}

/** Whether the notice comes after the card of the job that has ended: before it, it would move what is about to be clicked. */
async function isNoticeUnderCard(): Promise<boolean> {
  const order = await stage.page.$eval('#dismiss-job', (button) =>
    button.compareDocumentPosition(document.querySelector('#folder-notice') as Element),
  );
  return (order & 4) !== 0; // Node.DOCUMENT_POSITION_FOLLOWING
}

/** Presses the button of the notice, unless Passkeep has gone on by itself: it looks now and then. */
async function tryAgain(): Promise<void> {
  const button = await until('the button, or no need of it', async () => {
    if ((await stage.folderState()).pending.files === 0) return 'no need';
    return await stage.page.$('#try-folder:enabled');
  });
  if (button !== 'no need') await button.evaluate((one) => (one as HTMLElement).click());
}

async function expectAllThere(): Promise<void> {
  await walk.allInFolder(stage.page);
  expect(await stage.page.$('#folder-notice')).toBeNull();
  expect(await strangersIn(place)).toEqual([]);
  expect(await restoreInNode(place, stage.words)).toEqual(saved);
}

async function expectRestored(name: string): Promise<void> {
  const path = await walk.restore(stage.page, stage.downloads, name);
  expect(await hashFile(path)).toBe(await hashFile(join(stage.root, name)));
}

describe.skipIf(lacking('desktop'))(`a folder that is not where it was${lacking('desktop')}`, () => {
  beforeAll(async () => {
    stage = await RealStage.open();
    saved = {};
    place = await stage.folder('Stick');
    await backUpNew('first.mp4', 3_000_000);
    await stage.moveTo(place, { keepsCopy: false });
  });
  afterAll(async () => await stage?.end());

  it('is waited for while it is away, and gets what waits when it is back', async () => {
    await rename(place, `${place} away`);
    await backUpNew('second.mp4', 5_000_000);
    await noticeSays(
      'FOLDER_GONE',
      'Your folder is not where it was',
      'Saved on this computer. Not yet in your folder: 1 backup',
    );
    expect(await stage.folderState()).toMatchObject({ access: 'gone', pending: { backups: 1 } });
    // What only the folder has cannot be restored now, what waits for it can.
    await expectRestored('second.mp4');
    await walk.openArchive(stage.page, 'first.mp4');
    await walk.click(stage.page, '#download');
    await stage.page.waitForSelector('.job[data-status="failed"] [data-code="FOLDER_GONE"]');
    await expect(stage.downloads.next(30_000)).rejects.toThrow('cancelled');
    await walk.click(stage.page, '#dismiss-job');
    expect(await readdir(stage.root)).not.toContain('Stick');

    await rename(`${place} away`, place);
    await tryAgain();
    await expectAllThere();
    await expectRestored('first.mp4');
  });

  it('is not taken for one from which all was deleted when it shows nothing, as a disk that is not mounted', async () => {
    await rename(place, `${place} away`);
    await mkdir(place);
    await backUpNew('third.mp4', 4_000_000);
    await noticeSays('FOLDER_EMPTIED', 'nothing of your archives is in it any more');
    expect(await stage.folderState()).toMatchObject({ access: 'emptied', pending: { backups: 1 } });
    await tryAgain();
    await noticeSays('FOLDER_EMPTIED', '1 backup');
    expect(await readdir(place)).toEqual([]);
    await walk.goTo(stage.page, 'archives');
    await stage.page.waitForFunction(() => document.querySelectorAll('#archive-list a').length === 3);

    await rmdir(place);
    await rename(`${place} away`, place);
    await tryAgain();
    await expectAllThere();
    await expectRestored('first.mp4');
  });
});

const missing = lacking('desktop') || lackingSmallDisk;

describe.skipIf(missing)(`a folder on a disk that takes nothing${missing}`, () => {
  let disk: SmallDisk;
  beforeAll(async () => {
    stage = await RealStage.open();
    saved = {};
    place = join(stage.root, 'Disk');
    disk = mountSmallDisk(place, 40);
    place = join(place, 'Passkeep');
    await mkdir(place);
    await backUpNew('first.mp4', 3_000_000);
    await stage.moveTo(place, { keepsCopy: false });
  });
  afterEach(() => disk.setReadOnly(false));
  afterAll(async () => {
    const { session } = stage ?? {};
    await session?.kill();
    disk?.remove();
    await stage?.end();
  });

  it('because it is read-only: says so, keeps what waits, and goes on when it can be written to', async () => {
    disk.setReadOnly(true);
    await backUpNew('second.mp4', 5_000_000, async () => {
      await noticeSays(
        'FOLDER_REFUSED',
        'Your folder did not take a file',
        'Saved on this computer. Not yet in your folder: 1 backup',
      );
      expect(await isNoticeUnderCard()).toBe(true);
    });
    // It can still be read.
    await expectRestored('first.mp4');
    disk.setReadOnly(false);
    await tryAgain();
    await expectAllThere();
  });

  it('because it is full: says so, keeps what waits, and goes on when there is room', async () => {
    await backUpNew('third.mp4', 45_000_000);
    await noticeSays(
      'FOLDER_FULL',
      'There is no room left in your folder',
      'Make room on that disk or in that cloud, then try again.',
      'Saved on this computer. Not yet in your folder: 1 backup',
    );
    const others = Object.fromEntries(Object.entries(saved).filter(([title]) => title !== 'third.mp4'));
    expect(await restoreInNode(place, stage.words)).toEqual(others);
    await expectRestored('third.mp4');
    disk.resize(200);
    await tryAgain();
    await expectAllThere();
  });
});
