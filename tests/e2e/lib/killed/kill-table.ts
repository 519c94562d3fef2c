import { columns } from '../../../../scripts/lib/columns.ts';
import type { Kill } from './killed-vault.ts';
import { type KilledJob, phasesOf } from './phases.ts';

/** What kills came to, phase by phase, as a table in text. */
export function tableOf(kills: readonly Kill[]): string {
  const rows = (['backup', 'delete'] as const).flatMap((job) =>
    phasesOf(job, 2).map(({ name }) => rowOf(kills, job, name)),
  );
  const heads = ['job', 'killed', 'kills', 'of these at random', 'left in new packs, MB', 'archives there, all whole'];
  return columns([heads, ...rows]);
}

function rowOf(all: readonly Kill[], job: KilledJob, phase: string): string[] {
  const kills = all.filter((kill) => kill.job === job && kill.phase === phase);
  const random = kills.filter(({ isRandom }) => isRandom);
  const left = kills.map(({ leftBytes }) => (leftBytes / 1e6).toFixed(1));
  const whole = kills.map((kill) => `${kill.whole}`);
  return [job, phase, `${kills.length}`, `${random.length}`, range(left), range(whole)];
}

/** The least and the most of some numbers. */
function range(numbers: readonly string[]): string {
  const [first = '', ...rest] = [...new Set(numbers)].toSorted((a, b) => Number(a) - Number(b));
  return rest.length > 0 ? `${first} to ${rest.at(-1)}` : first;
}
