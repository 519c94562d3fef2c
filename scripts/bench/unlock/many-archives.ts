import { randomBytes } from 'node:crypto';
import { resolveEngineImports } from '../../lib/engine-imports.ts';

/** Chunks in a pack, and packs of an archive: 1,000 archives are 6,400 packs, 100 GB, and 400,000 chunks. */
const CHUNKS = 62;
const PACKS_OF_TEN = 64;
const CHUNK_SIZE = 256 * 1024;
/** Bytes of the largest pack's file, as a storage lists it. */
const PACK_FILE = 16 * 2 ** 20 + 6000;
const DAY = 24 * 60 * 60 * 1000;

/** Files for a vault: all but the packs, of which only names and sizes are simulated. */
export interface ManyArchives {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly packs: readonly { readonly path: string; readonly size: number }[];
}

/**
 * The index files and snapshots of `count` archives, one a day, written by the engine for this identity. Each knows those
 * before it, and has an index file of its own, as backups leave them.
 */
export async function manyArchives(identity: string, count: number, signal: AbortSignal): Promise<ManyArchives> {
  resolveEngineImports();
  const { memoryStorage } = await import('@/utils/storage/memory');
  const { ChunkIndex } = await import('@/utils/vault/chunk-index');
  const { deriveKeys } = await import('@/utils/vault/keys');
  const { packPath } = await import('@/utils/vault/pack');
  const { SnapshotStore } = await import('@/utils/vault/snapshot-store');
  const storage = memoryStorage();
  const keys = await deriveKeys(identity);
  const snapshots = await SnapshotStore.load(storage, [keys]);
  const index = new ChunkIndex();
  const packs: { path: string; size: number }[] = [];
  const start = Date.now() - count * DAY;
  for (let archive = 0; archive < count; archive++) {
    signal.throwIfAborted();
    const until = Math.floor(((archive + 1) * PACKS_OF_TEN) / 10);
    const made = Array.from({ length: until - packs.length }, () => packOf());
    packs.push(...made.map(({ id }) => ({ path: packPath(id), size: PACK_FILE })));
    await index.write(storage, keys, made, signal);
    await snapshots.write(
      { ...backupOf(archive, made[0]?.rows[0]?.id ?? ''), ...snapshots.lineage(), createdAt: start + archive * DAY },
      signal,
    );
  }
  return { files: storage.files, packs };
}

function packOf() {
  const rows = Array.from({ length: CHUNKS }, (_, row) => ({
    id: randomBytes(32).toString('base64url'),
    offset: 20 + row * CHUNK_SIZE,
    storedLength: CHUNK_SIZE,
    length: CHUNK_SIZE,
    encoding: 'plain' as const,
  }));
  return { id: randomBytes(16).toString('hex'), rows };
}

/** What a week's export of a chat says of itself. */
function backupOf(archive: number, list: string) {
  const title = `Family, week ${archive + 1}`;
  return {
    kind: 'backup',
    title,
    source: { kind: 'files' },
    files: 120 + archive,
    bytes: 100_000_000 + archive * 1_234_567,
    addedBytes: 104_857_600,
    problems: [],
    problemCount: archive % 10 === 0 ? 1 : 0,
    list: [list],
    exports: [
      {
        messenger: 'whatsapp',
        variant: 'text',
        title: 'Family',
        chats: 1,
        messages: 1000 + 70 * archive,
        people: 7,
        attachments: 110 + archive,
        attachmentsMissing: archive % 7,
        first: '2024-01-01T10:00:00',
        last: '2026-01-01T10:00:00',
        unparsed: archive % 5,
        added: { messages: 70, attachments: 1 },
      },
    ],
  } as const;
}
