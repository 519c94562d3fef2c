import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vaultDescription } from '../format/load-vectors';
import { expectArchive, expectArchives, filesIn } from './restored';
import { runTool } from './tool';
import { openWorkshop, VECTORS } from './workshop';

// `npm run restore` on folders that have not come whole, or in which something broke.

const shop = openWorkshop();
const { place } = shop;

const packsOf = async (vault: string) =>
  (await readdir(join(vault, 'packs'), { recursive: true })).filter((name) => name.endsWith('.age'));

describe('a vault that is not whole', () => {
  test('a damaged pack costs the files in it, which are named, and no others', async () => {
    const vault = place('vault');
    await cp(shop.large, vault, { recursive: true });
    // The middle of the largest is media, and no list of files, which would cost its archive.
    const sizes = await Promise.all(
      (await packsOf(vault)).map(async (name) => ({ name, size: (await stat(join(vault, 'packs', name))).size })),
    );
    const pack = sizes.toSorted((a, b) => b.size - a.size)[0]?.name ?? '';
    const bytes = await readFile(join(vault, 'packs', pack));
    bytes.fill(0, 8_000_000, 8_000_100);
    await writeFile(join(vault, 'packs', pack), bytes);
    const out = place('out');
    const ran = await runTool([vault, out], shop.written.words);
    expect(ran.code).toBe(1);
    const named = ran.err.match(/(?<=damaged: ).*$/gm) ?? [];
    const all = shop.written.archives.flatMap(({ files }) => [...files.keys()]);
    expect(named.length).toBeGreaterThan(0);
    const there = [...(await filesIn(out)).values()];
    expect(there.length).toBe(all.length - named.length);
    const known = new Set(shop.written.archives.flatMap(({ files }) => [...files.values()]));
    expect(there.filter((content) => !known.has(content))).toEqual([]);
    expect((await runTool([vault, '--verify'], shop.written.words)).code).toBe(1);
  });

  test('half-synced: what is there is restored, what is missing is named and counted', async () => {
    const vault = place('vault');
    await cp(shop.large, vault, { recursive: true });
    const film = shop.written.archives.find(({ title }) => title === 'Film');
    await rm(join(vault, 'snapshots', `${film?.id}.age`));
    const cut = join(vault, 'snapshots', `${shop.written.archives[0]?.id}.age`);
    await truncate(cut, 0);
    const listed = await runTool([vault], shop.written.words);
    expect(listed.code).toBe(0);
    expect(listed.out.trim().split('\n')).toHaveLength(2);
    expect(listed.err).toContain('2 archives that others name are not in this folder');
    const out = place('out');
    const ran = await runTool([vault, out], shop.written.words);
    expect(ran.code).toBe(1);
    for (const archive of [shop.written.archives[1], shop.written.archives[3]]) await expectArchive(out, archive);
    expect(await readdir(out)).toHaveLength(2);
  });

  test('copies that a sync program made count where the file itself is not there', async () => {
    const vault = place('vault');
    await cp(shop.large, vault, { recursive: true });
    const rename = async (path: string, to: (path: string) => string) => {
      await cp(join(vault, path), join(vault, to(path)));
      await writeFile(join(vault, path), '');
    };
    for (const pack of await packsOf(vault))
      await rename(join('packs', pack), (path) => path.replace('.age', ' (1).age'));
    for (const { id } of shop.written.archives)
      await rename(`snapshots/${id}.age`, (path) => path.replace('.age', '.sync-conflict-20261122-101500-ABCDEFG.age'));
    const out = place('out');
    expect(await runTool([vault, out], shop.written.words)).toMatchObject({ code: 0, err: '' });
    await expectArchives(out, shop.written.archives);
  });

  test('without the file of the words it says so', async () => {
    const vault = place('vault');
    const { words } = await vaultDescription();
    await cp(VECTORS, vault, { recursive: true });
    await rm(join(vault, words.slot));
    const ran = await runTool([vault, place('out')], words.words);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^The file that this opens is not in the folder "keys"/);
  });
});
