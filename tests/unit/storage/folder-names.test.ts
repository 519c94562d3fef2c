import { classifyName, FOLDERS, isFolderName } from '@/utils/storage/folder-names';
import type { Folder } from '@/utils/storage/storage';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const ID = '3f0123456789abcdef0123456789abcd';
const LONG = `${ID}${ID}`;
const hexDigits = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('a name in a folder of the vault', () => {
  test.each<[Folder, string, string]>([
    ['packs', `${ID}.age`, `packs/3f/${ID}.age`],
    ['keys', `${ID}.age`, `keys/${ID}.age`],
    ['keys', `${ID}.txt`, `keys/${ID}.txt`],
    ['index', `${ID}.age`, `index/${ID}.age`],
    ['snapshots', `${LONG}.age`, `snapshots/${LONG}.age`],
  ])("in %s, %s, is the vault's own", (folder, name, path) => {
    expect(classifyName(folder, name)).toEqual({ kind: 'vault', path });
  });

  test.each([
    ['Dropbox', (id: string) => `${id} (conflicted copy).age`],
    ['Dropbox', (id: string) => `${id} (Ann's conflicted copy 2026-11-22).age`],
    ['Dropbox', (id: string) => `${id} (Ann's conflicted copy 2026-11-22 (1)).age`],
    ['Dropbox', (id: string) => `${id} (Case Conflict).age`],
    ['Google Drive', (id: string) => `${id} (1).age`],
    ['Google Drive', (id: string) => `Copy of ${id}.age`],
    ['Google Drive', (id: string) => `${id}.age (1)`],
    ['OneDrive', (id: string) => `${id}-LAPTOP-4F2.age`],
    ['OneDrive', (id: string) => `${id}-Annas-MacBook.age`],
    ['Syncthing', (id: string) => `${id}.sync-conflict-20261122-101500-ABCDEFG.age`],
    ['iCloud', (id: string) => `${id} 2.age`],
    ['Nextcloud', (id: string) => `${id} (conflicted copy 2026-11-22 101500).age`],
    ['ownCloud', (id: string) => `${id}_conflict-20261122-101500.age`],
    ['a system that writes in capitals', (id: string) => `${id.toUpperCase()}.AGE`],
  ])('that %s gave a copy leads to the file', (_, make) => {
    expect(classifyName('packs', make(ID))).toEqual({ kind: 'copy', path: `packs/3f/${ID}.age` });
    expect(classifyName('snapshots', make(LONG))).toEqual({ kind: 'copy', path: `snapshots/${LONG}.age` });
  });

  test.each([
    `${ID}.age.crswap`,
    `${ID}.age.1.crswap`,
    `.syncthing.${ID}.age.tmp`,
    `~syncthing~${ID}.age.tmp`,
    `.~${ID}.age`,
    `${ID}.age.part`,
    `${ID}.age.crdownload`,
    `${ID}.age.TMP`,
  ])('that a writer or a sync program leaves (%s) is nothing', (name) => {
    expect(classifyName('packs', name)).toEqual({ kind: 'leftover' });
  });

  test.each([`.${ID}.age.icloud`, `${ID}.age.cloud`, `${ID}.age.cloudf`])(
    'of a placeholder (%s) is nothing',
    (name) => {
      expect(classifyName('packs', name)).toEqual({ kind: 'placeholder' });
    },
  );

  test.each([
    '',
    '.DS_Store',
    'desktop.ini',
    'x.age',
    `${ID}`,
    `${ID}.ages`,
    `${ID}0.age`,
    `0${ID}.age`,
    `${LONG}.age`,
    '__proto__',
  ])('of something else (%s) is foreign', (name) => expect(classifyName('packs', name)).toEqual({ kind: 'foreign' }));

  test('is never taken for another file, whatever is put around it, nor for one of another folder', () => {
    const folder = fc.constantFrom(...FOLDERS);
    fc.assert(
      fc.property(
        folder,
        hexDigits(64),
        fc.string(),
        fc.string(),
        fc.constantFrom('age', 'txt'),
        (where, digits, before, after, end) => {
          const id = where === 'snapshots' ? digits : digits.slice(0, 32);
          const found = classifyName(where, `${before}${id}${after}.${end}`);
          if (!('path' in found)) return;
          const named = found.path.slice(found.path.lastIndexOf('/') + 1, found.path.lastIndexOf('.'));
          expect(named).toBe(id);
          expect(found.path.startsWith(`${where}/`)).toBe(true);
        },
      ),
    );
  });

  test('of any kind is classified, and leads only into its folder', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...`0aF.-( )/\\${ID}`) }));
    fc.assert(
      fc.property(fc.constantFrom(...FOLDERS), any, (folder, name) => {
        const found = classifyName(folder, name);
        if ('path' in found)
          expect(found.path).toMatch(/^(?:packs\/[0-9a-f]{2}|keys|index|snapshots)\/[0-9a-f]+\.(?:age|txt)$/);
      }),
      { numRuns: 500 },
    );
    // Some patterns would not come to an end with it.
    expect(classifyName('packs', `${`${ID} `.repeat(1000)}.agf`)).not.toHaveProperty('path');
  });
});

test.each([
  ['packs', true],
  ['packs (1)', true],
  ['packs 2', true],
  ['packs-LAPTOP', true],
  ['packs.sync-conflict-20261122-101500-ABCDEFG', true],
  ['packs (conflicted copy)', true],
  ['packsX', false],
  ['my packs', false],
  ['pack', false],
])('a folder named %s holds packs: %s', (name, isOne) => {
  expect(isFolderName('packs', name)).toBe(isOne);
});
