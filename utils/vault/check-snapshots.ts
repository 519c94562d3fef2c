import { decryptFile } from '@/utils/age/file';
import { PasskeepError } from '@/utils/errors';
import type { StoredFile } from '@/utils/storage/storage';
import { unlessDamaged } from './chunk-reader';
import { diagnose } from './diagnose';
import type { Findings } from './findings';
import { snapshotName } from './keys';
import type { PruneContext } from './prune';
import { decodeSnapshot, shortName, snapshotNameOf, snapshotPath } from './snapshot';

/** A snapshot that stands under a name that is not its own. */
export interface MisplacedSnapshot {
  readonly path: string;
  /** Its own. */
  readonly name: string;
}

/** What became of the snapshots. */
export interface SnapshotSurvey {
  /** Names of those whose files cannot be read. */
  readonly unread: ReadonlySet<string>;
  /** Those whose own name nothing has, and those of which the file of that name is whole. */
  readonly movable: readonly MisplacedSnapshot[];
  readonly copies: readonly MisplacedSnapshot[];
}

/**
 * Reads every snapshot again, whatever is known of it, and computes its name; notes those that others name and that are
 * not here.
 */
export async function checkSnapshots(
  { storage, keys, snapshots }: Pick<PruneContext, 'storage' | 'keys' | 'snapshots'>,
  findings: Findings,
  signal: AbortSignal,
): Promise<SnapshotSurvey> {
  const files = await storage.list('snapshots', signal);
  const whole = new Set<string>();
  const unread = new Set<string>();
  const misplaced: MisplacedSnapshot[] = [];
  const unseen = new Set(snapshots.unseen());
  const removed = new Set(snapshots.removedFiles());
  for (const file of files) {
    signal.throwIfAborted();
    const name = snapshotNameOf(file.path);
    const read = name === null ? 'foreign' : await readSnapshot(file, name);
    if (read === null) whole.add(file.path);
    else if (typeof read === 'object') misplaced.push(read);
    else findings.add(read, file.path, name === null || removed.has(name));
    if (read !== null && name !== null) unread.add(name);
  }
  const [movable, copies] = [[], []] as [MisplacedSnapshot[], MisplacedSnapshot[]];
  const paths = new Set(files.map(({ path }) => path));
  for (const each of misplaced) {
    const isCopy = whole.has(snapshotPath(each.name));
    findings.add('misplaced', each.path, isCopy);
    if (isCopy) copies.push(each);
    else if (!paths.has(snapshotPath(each.name))) movable.push(each);
  }
  const missing = snapshots
    .awaited()
    .filter((short) => !files.some(({ path }) => path.startsWith(snapshotStart(short))));
  for (const short of missing) findings.add('missing', `${snapshotStart(short)}….age`, false);
  return { unread, movable, copies };

  /** null: it is whole. */
  async function readSnapshot(file: StoredFile, name: string) {
    const identities = keys.map(({ identity }) => identity);
    const isOurs = unseen.has(shortName(name)) || snapshots.backups.some((backup) => backup.name === name);
    const why = () => diagnose(storage, file, { type: 'snapshot', isOurs }, keys, signal);
    const plaintext = await unlessDamaged(async () =>
      decryptFile(await storage.open(file.path, signal), identities, signal),
    );
    if (!plaintext) return await why();
    try {
      await decodeSnapshot(name, plaintext, keys);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof PasskeepError)) throw thrown;
      if (thrown.code === 'TOO_NEW') return 'too-new';
    }
    for (const each of keys) {
      const own = await snapshotName(each, plaintext);
      if (own !== name && (await unlessDamaged(() => decodeSnapshot(own, plaintext, keys))))
        return { path: file.path, name: own };
    }
    return await why();
  }
}

function snapshotStart(short: string): string {
  return `snapshots/${short}`;
}
