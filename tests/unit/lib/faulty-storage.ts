import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { vi } from 'vitest';
import { Killed } from './mortal';
import type { Files } from './storages';

const DAY = 24 * 60 * 60 * 1000;

/**
 * What becomes of one call of a storage. `error`: it fails, before or after it took effect, or with half of it; `gone`: it and
 * all after it fail; `full`: from then on nothing is written; `hang`: it never ends, until it is aborted, and has taken
 * effect or not; `kill`: it is the last of its process; `clock`: it works, and from then on the clock is a day behind.
 */
export const FAULTS = [
  'error before',
  'error after',
  'error half',
  'gone',
  'full',
  'hang before',
  'hang after',
  'kill before',
  'kill after',
  'kill half',
  'clock',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A storage in memory of which one call goes wrong. */
export interface FaultyStorage extends VaultStorage {
  /** What the calls so far were, each read of an opened file one of them. */
  readonly calls: readonly Kind[];
  /** Whether a call went wrong. */
  readonly isStruck: () => boolean;
  /** Whether its process was killed. */
  readonly isDead: () => boolean;
  /** From now on all goes well; a killed process stays dead. */
  heal(): void;
}

export type Kind = 'look' | 'write' | 'remove';

/** Whether a fault at such a call is another one than at the next change: what only looks has no effect, nor half of one. */
export function matters(fault: Fault, kind: Kind): boolean {
  if (fault === 'full') return kind === 'write';
  return kind !== 'look' || ['error before', 'gone', 'hang before'].includes(fault);
}

/** A storage whose `k`-th call (1, 2, …) goes wrong. @param onHang is called when it hangs. */
export function faultyStorage(files: Files, fault: Fault, k: number, onHang: () => void): FaultyStorage {
  const inner = memoryStorage(files);
  const calls: Kind[] = [];
  let [isStruck, isDead, isGone, isFull, isHealed] = [false, false, false, false, false];
  const refuse = (): never => {
    throw new PasskeepError('STORAGE_REFUSED');
  };
  const hang = (signal?: AbortSignal) =>
    new Promise<never>((_, reject) => {
      const stop = () => reject(signal?.reason as Error);
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
      onHang();
    });

  const strike = async <T>(work: () => Promise<T>, half: () => Promise<unknown>, signal?: AbortSignal): Promise<T> => {
    const [what, when] = fault.split(' ');
    isStruck = true;
    if (what === 'kill') isDead = true;
    if (what === 'gone') isGone = true;
    if (what === 'full') isFull = true;
    if (what === 'clock') {
      const real = Date.now.bind(Date);
      vi.spyOn(Date, 'now').mockImplementation(() => real() - DAY);
    }
    if (what === 'clock') return await work();
    if (what === 'full') throw new PasskeepError('STORAGE_FULL');
    if (when === 'after') await work();
    if (when === 'half') await half();
    if (what === 'kill') throw new Killed();
    return what === 'hang' ? await hang(signal) : refuse();
  };
  const call = async <T>(
    kind: Kind,
    work: () => Promise<T>,
    half: () => Promise<unknown> = async () => {},
    signal?: AbortSignal,
  ): Promise<T> => {
    if (isDead) throw new Killed();
    if (isHealed) return await work();
    calls.push(kind);
    if (isGone) return refuse();
    if (isFull && kind === 'write') throw new PasskeepError('STORAGE_FULL');
    return calls.length === k && matters(fault, kind) ? await strike(work, half, signal) : await work();
  };

  return {
    calls,
    isStruck: () => isStruck,
    isDead: () => isDead,
    heal: () => void (isHealed = true),
    list: (folder, signal) => call('look', () => inner.list(folder, signal), undefined, signal),
    open: (path, signal) =>
      call(
        'look',
        async () => {
          const file = await inner.open(path, signal);
          const read: typeof file.read = (start, end, reading) =>
            call('look', () => file.read(start, end, reading), undefined, reading);
          return { size: file.size, read };
        },
        undefined,
        signal,
      ),
    write: (path, bytes, signal) =>
      call(
        'write',
        () => inner.write(path, bytes, signal),
        () => inner.write(path, bytes.slice(0, bytes.length / 2)),
        signal,
      ),
    remove: (paths, signal) =>
      call(
        'remove',
        () => inner.remove(paths, signal),
        () => inner.remove(paths.slice(0, Math.ceil(paths.length / 2))),
        signal,
      ),
    quarantine: (path, signal) => call('write', () => inner.quarantine(path, signal), undefined, signal),
  };
}
