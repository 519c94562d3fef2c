import { type Hashes, hashFolder } from './hashes.ts';
import { sizesIn } from './real-folder-vault.ts';
import { SYNCTHINGS_OWN } from './syncthing.ts';
import type { Device } from './two-devices.ts';

/** Under its own name: Syncthing has another for a file that is still arriving. */
const OF_PACK = /^packs\/..\/[0-9a-f]+\.age$/;
/** Packs above it are those that are filled one after the other; what is left over goes into smaller ones. Bytes. */
const LARGE = 8_000_000;

/** The files in a device's folder, without Syncthing's own, by path. */
export async function filesOf({ folder }: Device): Promise<Hashes> {
  return Object.fromEntries(Object.entries(await hashFolder(folder)).filter(([path]) => !SYNCTHINGS_OWN.test(path)));
}

/** Paths of the age files in one of the vault's folders, in their order. */
export async function namesOf({ folder }: Device, part: 'keys' | 'packs' | 'snapshots'): Promise<string[]> {
  const paths = (await sizesIn(folder)).map(([path]) => path);
  return paths.filter((path) => path.startsWith(`${part}/`) && path.endsWith('.age'));
}

/** How many large packs, or small ones, are in a device's folder. */
export async function countPacks({ folder }: Device, size: 'large' | 'small'): Promise<number> {
  const packs = (await sizesIn(folder)).filter(([path]) => OF_PACK.test(path));
  return packs.filter(([, bytes]) => bytes > LARGE === (size === 'large')).length;
}
