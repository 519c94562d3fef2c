import { unlessDamaged } from './chunk-reader';
import type { MisplacedSnapshot, SnapshotSurvey } from './check-snapshots';
import { decryptFile } from '@/utils/age/file';
import type { PruneContext } from './prune';
import { decodeSnapshot, snapshotPath } from './snapshot';

/**
 * Gives snapshots that stand under other names than their own a file of their own name, where there is none.
 * @returns paths of those that stand where they should, whole, so that the others can be put aside.
 */
export async function moveSnapshots(
  context: PruneContext,
  { movable, copies }: SnapshotSurvey,
  signal: AbortSignal,
): Promise<string[]> {
  const { storage } = context;
  for (const { path, name } of movable) {
    const file = await storage.open(path, signal);
    await storage.write(snapshotPath(name), await file.read(0, file.size, signal), signal);
  }
  const isThere = await Promise.all([...movable, ...copies].map((each) => hasOwn(context, each, signal)));
  return [...movable, ...copies].flatMap(({ path }, at) => (isThere[at] ? [path] : []));
}

/** Whether the file of its own name is whole. */
async function hasOwn(
  { storage, keys }: PruneContext,
  { name }: MisplacedSnapshot,
  signal: AbortSignal,
): Promise<boolean> {
  const identities = keys.map(({ identity }) => identity);
  const read = async () => {
    const file = await storage.open(snapshotPath(name), signal);
    return await decodeSnapshot(name, await decryptFile(file, identities, signal), keys);
  };
  return (await unlessDamaged(read)) !== null;
}
