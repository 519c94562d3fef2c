import { access, lstat, mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { ListedFile } from '@/utils/vault/file-list';
import type { RestoreSink } from '@/utils/vault/restore';
import { UniquePaths } from '@/utils/vault/safe-path';

/** Takes an archive's files into a directory. */
export interface DirectorySink extends RestoreSink {
  /** Files that were written, and files that were there already, byte for byte. */
  readonly counts: { written: number; kept: number };
  /** Paths at which something else was there, which was left as it is. */
  readonly others: Set<string>;
}

const HALF = /^\.passkeep-(\d+)\.part$/;

/**
 * Restores into the directory `root`, which is made where it is not there. Each archive path has the same place each
 * time: a file that is there with the content it should have is not written again, any other is left alone. Files are
 * written under another name and take their own when they are whole, with the time of their last change.
 */
export async function directorySink(root: string): Promise<DirectorySink> {
  const paths = new UniquePaths();
  const half = join(root, `.passkeep-${process.pid}.part`);
  const counts = { written: 0, kept: 0 };
  const others = new Set<string>();
  await targeting(dirname(root), async () => {
    await mkdir(root, { recursive: true });
    await removeHalves(root);
  });
  return {
    counts,
    others,
    file: (file, content, signal) =>
      targeting(root, async () => {
        const path = paths.take(file.path);
        const place = join(root, path);
        const there = await lstat(place).catch(() => null);
        if (there?.isFile() && there.size === file.size && (await holds(place, content, signal))) {
          counts.kept++;
          return await setTime(place, file);
        }
        if (there || !(await makeFolders(root, path))) {
          others.add(file.path);
          throw new PasskeepError('TARGET_REFUSED');
        }
        try {
          await writeFile(half, content, signal);
          await setTime(half, file);
          await rename(half, place);
        } catch (thrown) {
          await rm(half, { force: true }).catch(() => {});
          throw thrown;
        }
        counts.written++;
      }),
    finish: async () => {},
  };
}

/** Makes the folders of a path. @returns false where something else is in their place, a link for one: it may lead out. */
async function makeFolders(root: string, path: string): Promise<boolean> {
  let folder = root;
  for (const part of path.split('/').slice(0, -1)) {
    folder = join(folder, part);
    const there = await lstat(folder).catch(() => null);
    if (there && !there.isDirectory()) return false;
    if (!there) await mkdir(folder);
  }
  return true;
}

/** Whether the file at `place` is `content`, byte for byte; of the same length it is. */
async function holds(place: string, content: AsyncIterable<Bytes>, signal: AbortSignal): Promise<boolean> {
  const file = await open(place);
  try {
    for await (const bytes of content) {
      signal.throwIfAborted();
      const there = Buffer.alloc(bytes.length);
      let at = 0;
      while (at < there.length) {
        const { bytesRead } = await file.read(there, at);
        if (bytesRead === 0) return false;
        at += bytesRead;
      }
      if (!there.equals(bytes)) return false;
    }
    return true;
  } finally {
    await file.close();
  }
}

async function writeFile(place: string, content: AsyncIterable<Bytes>, signal: AbortSignal): Promise<void> {
  const file = await open(place, 'w');
  try {
    for await (const bytes of content) {
      signal.throwIfAborted();
      await file.writeFile(bytes);
    }
  } finally {
    await file.close();
  }
}

/** A time that the file system cannot have is none to fail for. */
async function setTime(place: string, { modifiedAt }: ListedFile): Promise<void> {
  // As a Date: Node takes a number below 0 for now.
  const time = new Date(modifiedAt);
  await utimes(place, time, time).catch(() => {});
}

/** Removes what runs that were killed left, but not what one is writing now. */
async function removeHalves(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const [, pid] = HALF.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) await rm(join(root, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Runs `work`; what the system says comes out as TARGET_FULL, TARGET_GONE, or of one file alone TARGET_REFUSED. */
async function targeting<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (cause instanceof PasskeepError || !syscall) throw cause;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new PasskeepError('TARGET_FULL', { cause });
    const isThere = await access(root).then(
      () => true,
      () => false,
    );
    throw new PasskeepError(isThere && code !== 'EROFS' ? 'TARGET_REFUSED' : 'TARGET_GONE', { cause });
  }
}
