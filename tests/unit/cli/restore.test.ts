import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { vaultDescription, type VaultDescription } from '../format/load-vectors';
import { expectArchive, expectArchives, filesIn, restoredTo } from './restored';
import { runTool, startTool } from './tool';
import { openWorkshop, VECTORS } from './workshop';

// `npm run restore`, as a process of its own, on the committed vault and on one that the engine writes.

const shop = openWorkshop();
const { place } = shop;

let described: VaultDescription;
beforeAll(async () => void (described = await vaultDescription()));

describe('restoring', () => {
  test('brings back every file of the committed vault, with its time, under names that any system takes', async () => {
    const out = place('out');
    const ran = await runTool([VECTORS, out], described.words.words);
    expect(ran).toMatchObject({ code: 0, err: '' });
    for (const { name, files } of described.archives) {
      const there = await filesIn(await restoredTo(out, name));
      const contents = files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`);
      expect([...there.values()].toSorted()).toEqual(contents.toSorted());
      if (name === described.archives[1]?.name)
        expect([...there.keys()].toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    }
    expect(await readdir(out)).toHaveLength(described.archives.length);
  });

  test('brings back one archive, named by its title or by its id, and asks which where several fit', async () => {
    const [byTitle, byId, several] = [place('out'), place('out'), place('out')];
    const film = shop.written.archives.find(({ title }) => title === 'Film');
    const first = shop.written.archives[0];
    expect((await runTool([shop.large, byTitle, '--archive', 'Film'], shop.written.words)).code).toBe(0);
    expect(await filesIn(byTitle)).toMatchObject({ size: film?.files.size });
    expect((await runTool([shop.large, byId, '--archive', first?.id.slice(0, 8) ?? ''], shop.written.words)).code).toBe(
      0,
    );
    await expectArchive(byId, first);
    const ran = await runTool([shop.large, several, '--archive', 'Family'], shop.written.words);
    expect(ran.code).toBe(2);
    expect(ran.err.match(/^[0-9a-f]{8} .*Family$/gm)).toHaveLength(3);
    expect((await runTool([shop.large, several, '--archive', 'Nothing'], shop.written.words)).code).toBe(2);
    await expect(readdir(several)).rejects.toThrow('ENOENT');
  });

  test('finds the vault in the folder Passkeep, too', async () => {
    const outer = place('outer');
    await cp(VECTORS, join(outer, 'Passkeep'), { recursive: true });
    const ran = await runTool([outer], described.words.words);
    expect(ran.code).toBe(0);
    expect(ran.out.trim().split('\n')).toHaveLength(described.archives.length);
    expect((await runTool([place('nothing')], described.words.words)).code).toBe(1);
  });

  test('writes nothing a second time, and touches nothing else that is there', async () => {
    const out = place('out');
    expect((await runTool([shop.large, out], shop.written.words)).code).toBe(0);
    const film = await restoredTo(out, shop.written.archives.find(({ title }) => title === 'Film')?.id ?? '');
    const before = await stat(join(film, 'film.mp4'));
    const again = await runTool([shop.large, out], shop.written.words);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out.match(/Restored, 0 files, \d+ were there already/g)).toHaveLength(shop.written.archives.length);
    expect((await stat(join(film, 'film.mp4'))).ino).toBe(before.ino);

    // Of the same size with another content, and a link that leads out where a folder should be.
    const mine = new Uint8Array(20_000_000);
    await writeFile(join(film, 'film.mp4'), mine);
    const family = await restoredTo(out, shop.written.archives[0]?.id ?? '');
    await rm(join(family, 'Chat'), { recursive: true });
    const elsewhere = place('elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(family, 'Chat'));
    const third = await runTool([shop.large, out], shop.written.words);
    expect(third.code).toBe(1);
    expect(third.err.match(/something else has its name, and was left alone: .*$/gm)).toHaveLength(
      1 + (shop.written.archives[0]?.files.size ?? 0),
    );
    expect(Buffer.compare(await readFile(join(film, 'film.mp4')), mine)).toBe(0);
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

describe('being stopped', () => {
  /** The half files below a directory. */
  const halves = async (out: string) =>
    (await readdir(out, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.part'));

  /** Waits until a file is in the middle of being written. */
  async function untilHalf(child: ChildProcess, out: string): Promise<void> {
    while (child.exitCode === null && (await halves(out)).length === 0) await setImmediate();
  }

  test('a run that was killed leaves no half file under a name, and the next one goes on', async () => {
    const out = place('out');
    let left: string[] = [];
    // Between two files there is none in the middle: then it goes on, and is killed again.
    for (let tries = 0; left.length === 0 && tries < 5; tries++) {
      const { child, ended } = startTool([shop.large, out], shop.written.words);
      await untilHalf(child, out);
      child.kill('SIGKILL');
      expect((await ended).code).toBeNull();
      left = await halves(out);
    }
    expect(left.length).toBeGreaterThan(0);
    const whole = new Set(shop.written.archives.flatMap(({ files }) => [...files.values()]));
    for (const [path, content] of await filesIn(out)) if (!path.endsWith('.part')) expect(whole).toContain(content);
    expect(await runTool([shop.large, out], shop.written.words)).toMatchObject({ code: 0, err: '' });
    await expectArchives(out, shop.written.archives);
  });

  test('Ctrl-C ends it with a sentence, and leaves no half file', async () => {
    const out = place('out');
    const { child, ended } = startTool([shop.large, out], shop.written.words);
    for (let seen = false; !seen && child.exitCode === null;) seen = (await halves(out)).length > 0;
    child.kill('SIGINT');
    const ran = await ended;
    expect(ran.code).toBe(130);
    expect(ran.err).toMatch(/^Stopped\. .*The same command goes on from there\.\n$/);
    expect(await halves(out)).toEqual([]);
    expect((await runTool([shop.large, out], shop.written.words)).code).toBe(0);
    await expectArchives(out, shop.written.archives);
  });
});

test('verifying reads everything and writes nothing', async () => {
  const before = await filesIn(shop.large);
  const ran = await runTool([shop.large, '--verify'], shop.written.words);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out.match(/^Whole, \d+ files: /gm)).toHaveLength(shop.written.archives.length);
  expect(await filesIn(shop.large)).toEqual(before);
});
