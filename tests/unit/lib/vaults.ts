import { quietly } from '@/utils/vault/progress';
import { type Bytes, concat } from '@/utils/bytes';
import type { VaultStorage } from '@/utils/storage/storage';
import type { BackupOutcome } from '@/utils/vault/backup';
import { newIdentity } from '@/utils/vault/keys';
import type { RestoreOutcome, RestoreSink } from '@/utils/vault/restore';
import type { SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { expect } from 'vitest';
import { digest } from './bytes';

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** One identity for all tests: making one is not what they are about. */
export const identity = await newIdentity();

/** Opens the tests' vault anew, as after a restart. */
export async function openVault(storage: VaultStorage, signal?: AbortSignal): Promise<Vault> {
  return await Vault.open(storage, [identity], {}, quietly, signal);
}

/** Backs up, and expects no problem. */
export async function save(vault: Vault, entries: readonly SourceEntry[], title = 'Family'): Promise<BackupOutcome> {
  const outcome = await vault.backUp(entries, { title }, quietly, never);
  expect(outcome.problems).toEqual([]);
  return outcome;
}

/** A sink that keeps the whole files in the order they came; what fails in the middle is not kept. */
export function keepingSink(): RestoreSink & {
  readonly restored: [string, Bytes][];
  readonly finished: () => boolean;
} {
  const restored: [string, Bytes][] = [];
  let finished = false;
  return {
    restored,
    finished: () => finished,
    async file({ path }, content) {
      const parts: Bytes[] = [];
      for await (const bytes of content) parts.push(bytes.slice());
      restored.push([path, concat(parts)]);
    },
    async finish() {
      finished = true;
    },
  };
}

/** Restores all of an archive. */
export async function restoreAll(
  vault: Vault,
  archive: string,
): Promise<RestoreOutcome & { readonly restored: [string, Bytes][] }> {
  const sink = keepingSink();
  const outcome = await vault.restore(archive, null, sink, quietly, never);
  return { ...outcome, restored: sink.restored };
}

/** Expects an archive to come back byte for byte, in order. */
export async function expectRestores(vault: Vault, archive: string, entries: readonly SourceEntry[]): Promise<void> {
  const { restored, problems } = await restoreAll(vault, archive);
  expect(problems).toEqual([]);
  const got = await Promise.all(restored.map(async ([path, bytes]) => [path, await digest(bytes)]));
  const want = await Promise.all(
    entries.map(async ({ path, file }) => [path, await digest(new Uint8Array(await file.arrayBuffer()))]),
  );
  expect(got).toEqual(want);
}
