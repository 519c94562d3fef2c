import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(import.meta.dirname, '..', '..', '.cache');

/** What the fetched ones need to find their own parts. */
const SURROUNDINGS = { PYTHONPATH: join(CACHE, 'borg', 'usr', 'lib', 'python3', 'dist-packages') };

/** A program to compare with. */
export type PeerProgram = 'restic' | 'borg' | 'age';

/** Where it is: as `$RESTIC`, `$BORG` or `$AGE` names it, fetched before (`npm run bench -- --peers`), or on PATH. */
export function findPeer(name: PeerProgram): string | null {
  const fetched = join(CACHE, name, 'usr', 'bin', name);
  const candidates = [process.env[name.toUpperCase()] ?? '', existsSync(fetched) ? fetched : '', name];
  return candidates.find((program) => program !== '' && versionOf(program) !== '') ?? null;
}

/** The first line of what a program says of its version; '' where it does not run. */
function versionOf(program: string): string {
  const flag = program.endsWith('restic') ? 'version' : '--version';
  const { status, stdout } = spawnSync(program, [flag], { encoding: 'utf8', env: { ...process.env, ...SURROUNDINGS } });
  return status === 0 ? (stdout.split('\n')[0] ?? '').trim() : '';
}

/** Why a program is not compared with. */
export function lackOf(name: PeerProgram): string {
  return `${name} is not here: npm run bench -- --peers fetches it, $${name.toUpperCase()} names one`;
}

/** Runs a command line of the shell's to its end. @returns seconds @throws what it said, where it fails */
export async function timed(command: string, env: Readonly<Record<string, string>>, signal: AbortSignal) {
  const start = performance.now();
  const child = spawn('/bin/sh', ['-c', command], {
    env: { ...process.env, ...SURROUNDINGS, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${command}: ${said}`);
  return (performance.now() - start) / 1000;
}
