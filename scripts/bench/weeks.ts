import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveEngineImports } from '../lib/engine-imports.ts';
import { folderSize } from './folder-size.ts';
import { findPeer, lackOf, timed } from './peers.ts';
import { ROUNDS } from './rounds.ts';
import { median, missingRow, type Row, rowOf } from './rows.ts';
import { type Keeper, keepers } from './weeks/keepers.ts';

/** Writes a growing series of exports; not a part of the project. */
const MAKE_EXPORTS = join(import.meta.dirname, '..', '..', '..', 'shared', 'tools', 'make-exports');
const WEEKS = 12;
const MB = 2 ** 20;

/** What a keeper took for each week, for the last one again, and what it had stored then. */
interface Series {
  readonly seconds: readonly number[];
  readonly again: number;
  /** Bytes in the end, and what the unchanged export added to them. */
  readonly stored: number;
  readonly added: number;
}

/** A growing chat, exported each week: Passkeep beside restic and borg. */
export async function weeksSuite(tell: (line: string) => void, signal: AbortSignal): Promise<readonly Row[]> {
  const found = { restic: findPeer('restic'), borg: findPeer('borg') };
  if (!existsSync(MAKE_EXPORTS)) return rows(null, null, 0, 'restic', 'the tool that writes the exports is not here');
  resolveEngineImports();
  const { startExtension } = await import('./browser/extension.ts');
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-bench-'));
  try {
    const weeks = join(folder, 'weeks');
    await timed(`"${MAKE_EXPORTS}" "${weeks}" --media-mb 20`, {}, signal);
    const size = await folderSize(join(weeks, `week-${WEEKS}`));
    const all = new Map<Keeper['name'], Series[]>();
    for (let round = 1; round <= ROUNDS; round++) {
      const place = join(folder, `round-${round}`);
      const extension = await startExtension(join(place, 'profile'));
      try {
        const taking = await keepers(extension, found, place, signal);
        const series = await oneSeries(taking, weeks, (line) => tell(`Round ${round} of ${ROUNDS}: ${line}`));
        for (const [name, one] of series) all.set(name, [...(all.get(name) ?? []), one]);
      } finally {
        await extension.end();
        await rm(place, { recursive: true, force: true, maxRetries: 5 });
      }
    }
    const ours = middle(all.get('Passkeep') ?? []);
    return (['restic', 'borg'] as const).flatMap((peer) => {
      const theirs = all.get(peer);
      return rows(ours, theirs ? middle(theirs) : null, size, peer, lackOf(peer));
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Each week by each, in turn, and the last one again. */
async function oneSeries(taking: readonly Keeper[], weeks: string, tell: (line: string) => void) {
  const seconds = new Map<Keeper['name'], number[]>(taking.map(({ name }) => [name, []]));
  for (let week = 1; week <= WEEKS; week++) {
    const exported = join(weeks, `week-${String(week).padStart(2, '0')}`);
    for (const keeper of taking) {
      const took = await keeper.keep(exported);
      seconds.get(keeper.name)?.push(took);
      tell(`week ${week}, ${keeper.name}: ${took.toFixed(2)} s`);
    }
  }
  const series = new Map<Keeper['name'], Series>();
  for (const keeper of taking) {
    const before = await keeper.stored();
    const again = await keeper.keep(join(weeks, `week-${WEEKS}`));
    const stored = await keeper.stored();
    tell(`week ${WEEKS} again, ${keeper.name}: ${again.toFixed(2)} s; ${(stored / 1e6).toFixed(1)} MB in all`);
    series.set(keeper.name, { seconds: seconds.get(keeper.name) ?? [], again, stored: before, added: stored - before });
  }
  return series;
}

function middle(series: readonly Series[]): Series {
  const of = (number: (one: Series) => number) => median(series.map(number));
  return {
    seconds: Array.from({ length: WEEKS }, (_, week) => of(({ seconds }) => seconds[week] ?? 0)),
    again: of(({ again }) => again),
    stored: of(({ stored }) => stored),
    added: of(({ added }) => added),
  };
}

function rows(ours: Series | null, theirs: Series | null, size: number, peer: 'restic' | 'borg', lack: string): Row[] {
  const time = { unit: 's', limit: 'most' } as const;
  const again = {
    ...time,
    name: `Backup of an unchanged export, ${Math.round(size / 1e6)} MB`,
    peer: peer === 'restic' ? 'restic backup --force' : 'borg create',
    bar: 1.5,
  };
  const added = { name: 'New bytes of it', unit: 'MB', peer: 'the export', bar: 0.005, limit: 'most' } as const;
  const stored = { name: 'Stored after twelve weeks', unit: 'MB', peer, bar: 0.95, limit: 'most' } as const;
  const slowest = { ...time, name: 'The slowest of the twelve weeks', peer, bar: 2 };
  const own = peer === 'restic' ? [added] : [];
  if (!ours) return [again, ...own, stored, slowest].map((about) => missingRow(about, lack));
  const ownRows = own.map((about) => rowOf(about, ours.added / MB, size / MB));
  if (!theirs) return [missingRow(again, lack), ...ownRows, missingRow(stored, lack), missingRow(slowest, lack)];
  const ratios = ours.seconds.map((seconds, week) => seconds / (theirs.seconds[week] as number));
  const worst = ratios.indexOf(Math.max(...ratios));
  return [
    rowOf(again, ours.again, theirs.again),
    ...ownRows,
    rowOf(stored, ours.stored / 1e6, theirs.stored / 1e6),
    rowOf({ ...slowest, name: `${slowest.name}: ${worst + 1}` }, ours.seconds[worst] ?? 0, theirs.seconds[worst] ?? 0),
  ];
}
