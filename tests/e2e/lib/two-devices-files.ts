import { type Hashes, hashFolder } from './hashes.ts';
import { sizesIn } from './real-folder-vault.ts';
import { SYNCTHINGS_OWN } from './syncthing.ts';
import type { Device } from './two-devices.ts';

/** Packs above it are those that are filled one after the other; what is left over goes into smaller ones. Bytes. */
const LARGE = 8_000_000;

/** The files in a device's folder, without Syncthing's own, by path. */
export async function filesOf({ folder }: Device): Promise<Hashes> {
  return Object.fromEntries(Object.entries(await hashFolder(folder)).filter(([path]) => !SYNCTHINGS_OWN.test(path)));
}

/** Their paths, in their order. */
export async function pathsOf({ folder }: Device): Promise<string[]> {
  return (await sizesIn(folder)).map(([path]) => path).filter((path) => !SYNCTHINGS_OWN.test(path));
}

/** Paths of the age files in one of the vault's folders, in their order. */
export async function namesOf({ folder }: Device, part: 'keys' | 'packs' | 'snapshots'): Promise<string[]> {
  const paths = (await sizesIn(folder)).map(([path]) => path);
  return paths.filter((path) => path.startsWith(`${part}/`) && path.endsWith('.age'));
}

/** Paths of the large packs in a device's folder. */
export async function largePacks({ folder }: Device): Promise<string[]> {
  const packs = (await sizesIn(folder)).filter(([path]) => path.startsWith('packs/'));
  return packs.filter(([, bytes]) => bytes > LARGE).map(([path]) => path);
}
