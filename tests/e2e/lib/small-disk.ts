import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk that is really small: a file system in memory, mounted on a folder. What is full on it is full for every program. */
export interface SmallDisk {
  readonly path: string;
  /** Gives it this much room, in MiB; what is on it stays. @throws Error when more than that is on it */
  resize(mebibytes: number): void;
  /**
   * Lets nothing be written any more, or lets it again, as a disk does that the system finds faulty or that is locked.
   * @throws Error when it is to become read-only while a file on it is open for writing
   */
  setReadOnly(readOnly: boolean): void;
  /** Takes it away, also from programs that still use it: what was on it is gone. */
  remove(): void;
}

/** Why there can be none here, to put behind the name of what is skipped; `''` where there can: only root may mount. */
export const lackingSmallDisk: string = canMount() ? '' : ' (needs root and mount, to make a small disk)';

/**
 * Mounts a disk on a folder.
 * @param path of the folder, made where it is not there; what it holds is hidden until the disk is removed
 * @param mebibytes its room
 */
export function mountSmallDisk(path: string, mebibytes: number): SmallDisk {
  mkdirSync(path, { recursive: true });
  mount('-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path);
  return {
    path,
    resize: (size) => mount('-o', `remount,size=${size}m`, path),
    setReadOnly: (readOnly) => mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, path),
    remove: () => umount('--lazy', path),
  };
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'passkeep-mount-'));
  try {
    mountSmallDisk(folder, 1).remove();
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

function mount(...input: string[]): void {
  execFileSync('mount', input, { stdio: 'pipe' });
}

function umount(...input: string[]): void {
  execFileSync('umount', input, { stdio: 'pipe' });
}
