import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { settle } from '@/utils/errors';
import type { SourceEntry } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import { type SampleVault, TITLES, type Title } from './sample-vault';
import { never } from './vaults';

/**
 * What came of restoring an archive: it is `whole`; not listed (`absent`); its list of files is lost (`list`); or the files
 * that are lost, by what is said of them: `DAMAGED photo 8-9`.
 */
export type Outcome = 'whole' | 'absent' | 'list' | `${'DAMAGED' | 'MISSING'} ${string}`;

/** Restores an archive. Whatever comes out of a file that is damaged must be a part of it. */
export async function restored(
  vault: Vault,
  archive: string,
  entries: readonly SourceEntry[],
  falsehoods: string[],
): Promise<Outcome> {
  if (!vault.archives().some(({ id }) => id === archive)) return 'absent';
  const truth = new Map(await Promise.all(entries.map(async ({ path, file }) => [path, await bytesOf(file)] as const)));
  const came = new Set<string>();
  const sink = {
    async file({ path }: { readonly path: string }, content: AsyncIterable<Uint8Array<ArrayBuffer>>) {
      const file = truth.get(path);
      let at = 0;
      for await (const bytes of content) {
        if (!file || Buffer.compare(file.subarray(at, at + bytes.length), bytes) !== 0) falsehoods.push(path);
        at += bytes.length;
      }
      if (at !== file?.length) falsehoods.push(path);
      came.add(path);
    },
    finish: async () => {},
  };
  const result = await settle(() => vault.restore(archive, null, sink, quietly, never));
  if (!result.ok) return result.error.code === 'DAMAGED' ? 'list' : `DAMAGED ${result.error.code}`;
  const { problems } = result.value;
  const lost = new Set(problems.map(({ path }) => path));
  for (const { path } of entries) if (came.has(path) === lost.has(path)) falsehoods.push(path);
  if (problems.length === 0) return 'whole';
  const codes = [...new Set(problems.map(({ code }) => code))];
  const texts = codes.map(
    (code) => `${code} ${brief(problems.filter((each) => each.code === code).map(({ path }) => path))}`,
  );
  return texts.join('; ') as Outcome;
}

const contents = new WeakMap<Blob, Promise<Bytes>>();

function bytesOf(file: Blob): Promise<Bytes> {
  const bytes = contents.get(file) ?? file.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  contents.set(file, bytes);
  return bytes;
}

/** `photo 1-16, note.txt` */
function brief(paths: readonly string[]): string {
  const runs: { from: string; to: string; last: number }[] = [];
  for (const path of paths) {
    const number = Number(/^photo (\d+)$/.exec(path)?.[1] ?? NaN);
    const run = runs.at(-1);
    if (run && run.last + 1 === number) Object.assign(run, { to: String(number), last: number });
    else runs.push({ from: path, to: '', last: number });
  }
  return runs.map(({ from, to }) => (to ? `${from}-${to}` : from)).join(', ');
}

/** Restores all archives; which are not whole. */
export async function restoreAll(vault: Vault, { archives }: SampleVault, falsehoods: string[]) {
  const outcomes: Partial<Record<Title, Outcome>> = {};
  for (const title of TITLES) {
    const outcome = await restored(vault, archives[title].id, archives[title].entries, falsehoods);
    if (outcome !== 'whole') outcomes[title] = outcome;
  }
  return outcomes;
}

/** How many files an outcome says are lost. */
export function lostIn({ archives }: SampleVault, title: Title, outcome: Outcome): number {
  if (outcome === 'whole' || outcome === 'absent') return 0;
  if (outcome === 'list') return archives[title].entries.length;
  const runs = outcome.replaceAll(/DAMAGED |MISSING /g, '').split(/[,;] /);
  return runs.reduce((sum, run) => {
    const [, from, to] = /^photo (\d+)-(\d+)$/.exec(run) ?? [];
    return sum + (to ? Number(to) - Number(from) + 1 : 1);
  }, 0);
}
