import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { phasesMissed, runKills } from './lib/killed/run-kills.ts';

/** As many as hit each phase of both jobs once, and as many moments at random. `npm run torture` does 200. */
const KILLS = 20;
/** Packs of several sizes. Bytes. */
const FILM = 20_000_000;

describe('a browser that is killed while it saves and while it deletes', () => {
  it('has all that was reported saved after each kill, whole, and goes on', async () => {
    const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 32));
    const tell = (line: string) => void process.stdout.write(`${line}\n`);
    tell(`KILL_SEED=${seed}`);
    const { kills, failures } = await runKills({ count: KILLS, filmBytes: FILM, seed, tell });
    expect(failures).toEqual([]);
    expect(kills).toHaveLength(KILLS);
    expect(phasesMissed(kills)).toEqual([]);
  });
});
