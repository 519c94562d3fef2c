import { randomInt } from 'node:crypto';
import { runCheck } from './lib/check.ts';
import { resolveEngineImports } from './lib/engine-imports.ts';
import { say, since } from './lib/say.ts';

/**
 * `npm run torture` builds, and kills the browser 200 times while it saves and while it deletes, or as many times as
 * `npm run torture -- 1000` says; each time all that was reported saved must come back whole. $KILL_SEED repeats a run's
 * moments. Prints where the kills hit and what they left; fails unless nothing was lost and every phase was hit.
 */
const KILLS = 200;
const FILM = 36_000_000;

const [wanted = `${KILLS}`, ...surplus] = process.argv.slice(2);
const count = Number(wanted);
if (surplus.length > 0 || !Number.isInteger(count) || count < 1) {
  process.stderr.write('How many times? One number: npm run torture -- 200\n');
  process.exit(2);
}
const build = await runCheck('build', [['wxt', 'build']]);
process.exitCode = build.failed || !(await torture()) ? 1 : 0;

/** @returns whether nothing was lost and every phase was hit */
async function torture(): Promise<boolean> {
  resolveEngineImports();
  const { phasesMissed, runKills } = await import('../tests/e2e/lib/killed/run-kills.ts');
  const { tableOf } = await import('../tests/e2e/lib/killed/kill-table.ts');
  const start = performance.now();
  const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 32));
  say(`KILL_SEED=${seed}`);
  const { kills, failures } = await runKills({ count, filmBytes: FILM, seed, tell: say });
  const missed = phasesMissed(kills);
  say(`\n${tableOf(kills)}\n`);
  if (missed.length > 0) say(`not hit: ${missed.join('; ')}`);
  for (const failure of failures) say(`failed: ${failure}`);
  say(`${kills.length} kills after which all was there, ${failures.length} failures (${since(start)})`);
  return failures.length === 0 && missed.length === 0;
}
