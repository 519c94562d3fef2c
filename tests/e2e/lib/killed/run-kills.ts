import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Kill, KilledVault } from './killed-vault.ts';
import { Chance, type KilledJob, phasesOf } from './phases.ts';

/** After so many failures nothing more is learned. */
const ENOUGH_FAILURES = 3;

export interface KillOptions {
  readonly count: number;
  /** Size of the archive that is saved and deleted, in bytes. */
  readonly filmBytes: number;
  /** What decides when they come. */
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface KillReport {
  readonly kills: readonly Kill[];
  readonly failures: readonly string[];
}

/** The phases of both jobs that no kill has hit, each with its job. */
export function phasesMissed(kills: readonly Kill[]): string[] {
  const missed = (job: KilledJob) =>
    phasesOf(job, 2)
      .filter(({ name }) => !kills.some((kill) => kill.job === job && kill.phase === name))
      .map(({ name }) => `${job}: ${name}`);
  return [...missed('backup'), ...missed('delete')];
}

/**
 * Kills a browser with the production build again and again, in turn while it saves an archive and while it deletes it and
 * frees its space, and looks after each kill that all that was reported saved comes back byte for byte and that the next
 * job works. After a failure it goes on with a new profile.
 */
export async function runKills({ count, filmBytes, seed, tell }: KillOptions): Promise<KillReport> {
  const chance = new Chance(seed);
  const done: Kill[] = [];
  const failures: string[] = [];
  while (done.length + failures.length < count && failures.length < ENOUGH_FAILURES) {
    const folder = await mkdtemp(join(tmpdir(), 'passkeep-killed-'));
    let vault: KilledVault | undefined;
    try {
      vault = await KilledVault.open(folder, filmBytes, chance);
      while (done.length + failures.length < count) {
        const kill = await vault.killOnce();
        done.push(kill);
        const { job, aim, phase, leftBytes, whole } = kill;
        tell(
          `${done.length + failures.length}: ${job}, aimed ${aim}, hit ${phase}; ${leftBytes} bytes left, ${whole} archives whole`,
        );
      }
    } catch (thrown) {
      failures.push(`${done.length + failures.length + 1}, ${vault?.doing ?? 'setting up'}: ${inspect(thrown)}`);
      tell(failures.at(-1) ?? '');
    } finally {
      await vault?.browser.end();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return { kills: done, failures };
}
