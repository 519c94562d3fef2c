import { formatBytes, formatNumber } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import type { PruneBlock, PrunePlan } from '@/utils/vault/prune-plan';
import type { FailureWords } from '../vault/failure.ts';

/** What freeing space says of its own failures. */
export const PRUNE_WORDS: FailureWords = {
  STORAGE_REFUSED:
    'The folder of the vault can no longer be read or written. Every archive in it is whole. See to it that the disk is ' +
    'connected and that you may use it, then give the same command again.',
  STORAGE_FULL:
    'There is no space left to write in. Every archive is whole. Free a little space, then give the same command again.',
  KEY_OUTDATED:
    'This key reads the vault, but it was left behind when the vault was changed, so it deletes nothing. Nothing was ' +
    'changed. Use a key that you have used since.',
  CANCELLED: 'Stopped. Every archive is whole. The same command goes on from there.',
};

const n = (count: number, one: string, many = `${one}s`) => `${formatNumber(count, 'en')} ${count === 1 ? one : many}`;

/** What a plan comes to, or what came of it. */
export function planLines(plan: PrunePlan, isDone: boolean): string[] {
  const { blocked, packs, rewritten, index, snapshots, waiting, freedBytes } = plan;
  if (blocked.length > 0) return ['Nothing can be deleted now.', ...blocked.flatMap(blockLines)];
  const parts = [
    packs.length > 0 && n(packs.length, 'pack'),
    rewritten.length > 0 && `${n(rewritten.length, 'pack')} written anew`,
    index.length > 0 && n(index.length, 'index file'),
    snapshots.length > 0 && n(snapshots.length, 'snapshot file'),
  ].filter((part) => part !== false);
  const freed = `about ${formatBytes(freedBytes, 'en')}: ${parts.join(', ')}`;
  const head = parts.length === 0 ? 'Nothing to delete now.' : `${isDone ? 'Freed' : 'Would free'} ${freed}.`;
  return [head, ...waitLines(waiting)];
}

function waitLines(waiting: PrunePlan['waiting']): string[] {
  const days = Map.groupBy(waiting, ({ until }) => new Date(until).toISOString().slice(0, 10));
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, files]) => {
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      return `Waits until ${day}: ${formatBytes(bytes, 'en')} in ${n(files.length, 'file')}.`;
    });
}

function blockLines(block: PruneBlock): string[] {
  switch (block.kind) {
    case 'damaged':
      return block.paths.map(
        (path) => `What this needs is not known, it is damaged or not whole yet: ${shownName(path)}`,
      );
    case 'too-new':
      return block.paths.map((path) => `What this needs only a newer Passkeep knows: ${shownName(path)}`);
    case 'list-damaged':
      return block.archives.map(
        (id) => `What this archive needs is not known, its list of files is damaged: ${id.slice(0, 8)}`,
      );
    case 'unseen':
      return [
        `${n(block.names.length, 'archive')} that others name ${block.names.length === 1 ? 'is' : 'are'} not in this folder (yet). ` +
          'Wait until the folder is synced; --let-go goes on without.',
      ];
  }
}
