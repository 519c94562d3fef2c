import { type Bytes, concat, fromUtf8, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { ExportTotals } from '@/utils/messengers/summary/summary';
import { soundTotals } from './export-check';
import { isCount } from './file-list';
import { checkType, paddedSize, typeLine } from './framing';
import type { KeyRecord } from './key-record';
import { isKeyRecord } from './key-record-check';
import { type ChunkId, snapshotName, type VaultKeys } from './keys';
import type { FileProblem } from './types';

/** Where every snapshot stands in time. */
interface Dated {
  /** One more than the highest generation it knew. */
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What every snapshot says of the ones before it, so that a vault that lost or rolled back some is noticed. */
export interface Lineage extends Dated {
  /** The snapshots that it knew, and the ones removed before it: the first 16 digits of their names. */
  readonly known: readonly string[];
  readonly removed: readonly string[];
}

/** One backup. */
export interface BackupSnapshot extends Dated {
  readonly kind: 'backup';
  readonly title: string;
  /** Where the files came from: `files` are ones that the user gave. */
  readonly source: { readonly kind: string };
  readonly files: number;
  /** Sum of the files' sizes, and what the backup added to the vault. Bytes. */
  readonly bytes: number;
  readonly addedBytes: number;
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  /** The chunks that, one after the other, are the list of files. */
  readonly list: readonly ChunkId[];
  /** The messengers' exports among the files, in a few numbers; at most 100. */
  readonly exports?: readonly ExportTotals[];
  /** The chunks that, one after the other, are what is known of these exports, chat by chat. */
  readonly details?: readonly ChunkId[];
  /** The short name of the archive that this one is, encrypted anew. */
  readonly movedFrom?: string;
  /** When; so that no two tries have the same name. */
  readonly movedAt?: number;
}

/** The record that archives were removed by the user's act. */
export interface RemovalSnapshot extends Dated {
  readonly kind: 'removal';
}

/** The record of the vault's keys. */
export interface KeysSnapshot extends Dated, KeyRecord {
  readonly kind: 'keys';
}

/** What a later version of the format writes; it counts for what every snapshot says. */
export interface OtherSnapshot extends Dated {
  readonly kind: 'other';
}

/** A snapshot without its lists of those before it, which grow with their number. */
export type Snapshot = BackupSnapshot | RemovalSnapshot | KeysSnapshot | OtherSnapshot;

/** A snapshot as its file has it. */
export type WholeSnapshot = Snapshot & Lineage;

/** The digits of a snapshot's name by which others refer to it. */
export function shortName(name: string): string {
  return name.slice(0, 16);
}

/** `snapshots/<name>.age` */
export function snapshotPath(name: string): string {
  return `snapshots/${name}.age`;
}

/** The name in a snapshot's path, or null when it is none. */
export function snapshotNameOf(path: string): string | null {
  return /^snapshots\/([0-9a-f]{64})\.age$/.exec(path)?.[1] ?? null;
}

/** A snapshot's plaintext: type line, JSON, a line feed, spaces. */
export function encodeSnapshot(snapshot: WholeSnapshot): Bytes {
  const content = concat([typeLine('snapshot'), utf8(`${JSON.stringify(snapshot)}\n`)]);
  const padded = new Uint8Array(paddedSize(content.length)).fill(32);
  padded.set(content);
  return padded;
}

/** A snapshot, and which of the keys its name was made with. */
export interface DecodedSnapshot {
  readonly snapshot: WholeSnapshot;
  /** Index into the keys. */
  readonly by: number;
  /** Whether nothing in it was passed over: a later version may make more of it. */
  readonly isUnderstood: boolean;
}

/**
 * A snapshot from its plaintext, whose MAC must be its name under one of the keys.
 * @throws PasskeepError DAMAGED or TOO_NEW.
 */
export async function decodeSnapshot(
  name: string,
  plaintext: Bytes,
  keys: readonly VaultKeys[],
): Promise<DecodedSnapshot> {
  const names = await Promise.all(keys.map((candidate) => snapshotName(candidate, plaintext)));
  const by = names.indexOf(name);
  if (by < 0) throw new PasskeepError('DAMAGED');
  const start = checkType(plaintext, 'snapshot');
  try {
    const found = JSON.parse(fromUtf8(plaintext.subarray(start))) as WholeSnapshot;
    const snapshot = soundSnapshot(found);
    if (snapshot) return { snapshot, by, isUnderstood: isAllOf(snapshot, found) };
  } catch (cause) {
    throw new PasskeepError('DAMAGED', { cause });
  }
  throw new PasskeepError('DAMAGED');
}

function isAllOf(sound: WholeSnapshot, found: WholeSnapshot): boolean {
  const said = ({ exports, details }: Partial<BackupSnapshot>) => JSON.stringify([exports, details]);
  return sound.kind === found.kind && said(sound as BackupSnapshot) === said(found as BackupSnapshot);
}

function soundSnapshot(snapshot: WholeSnapshot): WholeSnapshot | null {
  if (!isLineage(snapshot)) return null;
  if (snapshot.kind === 'backup') return isBackup(snapshot) ? withSoundExports(snapshot) : null;
  if (snapshot.kind === 'keys') return isKeyRecord(snapshot) ? snapshot : null;
  return snapshot.kind === 'removal' ? snapshot : { ...snapshot, kind: 'other' };
}

function isLineage(value: Lineage): boolean {
  return isCount(value.generation) && isStrings(value.known) && isStrings(value.removed) && isCount(value.createdAt);
}

function isBackup(value: BackupSnapshot): boolean {
  const counts = [value.files, value.bytes, value.addedBytes, value.problemCount];
  const words = [value.title, value.source?.kind];
  const isMoved = value.movedFrom === undefined || typeof value.movedFrom === 'string';
  return isMoved && isStrings(words) && counts.every(isCount) && areProblems(value.problems) && isStrings(value.list);
}

function areProblems(value: unknown): boolean {
  return Array.isArray(value) && value.every((problem) => isStrings([problem?.path, problem?.code]));
}

/** What is said of the exports is left out where it is not sound: the archive is whole without it. */
function withSoundExports({ exports, details, ...snapshot }: BackupSnapshot & Lineage): BackupSnapshot & Lineage {
  const totals = soundTotals(exports);
  return {
    ...snapshot,
    ...(totals && { exports: totals }),
    ...(isStrings(details) && { details: details as ChunkId[] }),
  };
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
