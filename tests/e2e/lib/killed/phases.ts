import { createHash } from 'node:crypto';
import { type Change, hasHappened } from './change.ts';
import { MOST_TOGETHER } from '../../../../utils/storage/group-commit.ts';
import type { Moment } from './killed-browser.ts';

export type KilledJob = 'backup' | 'delete';

/** Kills of one job until each of its phases has been aimed at. */
const ROUND = 10;

/** A phase of a job: it has begun when so much has been stored and deleted. */
interface Phase {
  readonly name: string;
  readonly begins: Partial<Change>;
}

/** A kill that is planned: where, in words, and when. */
export interface PlannedKill {
  readonly aim: string;
  readonly moment: Moment;
}

/** Numbers from 0 to 1 that follow from a seed. */
export class Chance {
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  next(): number {
    const digest = createHash('sha256').update(`${this.#seed} ${this.#drawn++}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  }

  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  shuffled<T>(all: readonly T[]): T[] {
    return all
      .map((one) => [this.next(), one] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, one]) => one);
  }
}

/** The phases of a job in their order. @param packs how many packs the backup writes that is killed */
export function phasesOf(job: KilledJob, packs: number): readonly Phase[] {
  if (job === 'delete')
    return [
      { name: 'before it is removed', begins: {} },
      { name: 'before new packs', begins: { snapshots: 1 } },
      { name: 'before the new index', begins: { packs: 1 } },
      { name: 'before the old index goes', begins: { index: 1 } },
      { name: 'before the old packs go', begins: { goneIndex: 1 } },
      { name: 'after the old packs', begins: { gonePacks: 1 } },
    ];
  return [
    { name: 'before the first pack', begins: {} },
    { name: 'between packs', begins: { packs: 1 } },
    { name: 'before the index', begins: { packs } },
    { name: 'between index and snapshot', begins: { index: 1 } },
    { name: 'after the snapshot', begins: { snapshots: 1 } },
  ];
}

/** The phase that a job was in which has changed so much. */
export function phaseAt(phases: readonly Phase[], change: Change): string {
  return phases.findLast(({ begins }) => hasHappened(begins, change))?.name ?? '';
}

/**
 * Kills without end: in ten of them each phase once, and the rest at random, in an order that chance gives.
 * @param milliseconds what the job takes
 */
export function* planKills(
  phases: readonly Phase[],
  milliseconds: number,
  chance: Chance,
): Generator<PlannedKill, never> {
  const aimed = phases.map((phase) => () => aimAt(phase, phases, chance));
  const atRandom = Array.from({ length: ROUND - phases.length }, () => (): PlannedKill => {
    const after = chance.whole(0, Math.round(1.1 * milliseconds));
    return { aim: `after ${after} ms`, moment: { after } };
  });
  for (;;) for (const draw of chance.shuffled([...aimed, ...atRandom])) yield draw();
}

/** Somewhere in a phase. */
function aimAt(phase: Phase, phases: readonly Phase[], chance: Chance): PlannedKill {
  const next = phases[phases.indexOf(phase) + 1];
  // Where several packs are written, any of them but the last ones: those may come together. The first comes alone.
  const most = (next?.begins.packs ?? 0) - MOST_TOGETHER;
  const change = phase.begins.packs === 1 && most > 1 ? { packs: chance.whole(1, most) } : phase.begins;
  return { aim: phase.name, moment: { change, later: chance.whole(0, 60) } };
}
