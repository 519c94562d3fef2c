import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** A failure of the set-up that its message explains to the user; no stack is shown. */
export class SetupError extends Error {}

/** Prints one line of progress, where it does not mix with what the command itself prints. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program to its end without showing its output.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {{ ok: boolean, stdout: string, output: string }} `output` is stdout and stderr together
 */
export function quietly(program, args, options = {}) {
  const ran = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28, ...options });
  const stdout = String(ran.stdout ?? '');
  const output = [stdout, String(ran.stderr ?? ''), ran.error ? ran.error.message : ''].filter(Boolean).join('\n');
  return { ok: ran.status === 0, stdout, output };
}

/** The npm that started us, or the one on PATH, under the machine's own Node: Debian's npm works under no other. */
export function machineNpm() {
  const own = process.env.npm_execpath ?? '';
  return own.endsWith('npm-cli.js') && existsSync(own) ? [process.execPath, own] : ['npm'];
}

/**
 * Runs npm, without showing its output.
 * @param {string[]} npm the program and its first arguments
 * @param {string[]} args
 * @param {string} cwd
 */
export function runNpm([program, ...first], args, cwd) {
  return quietly(program, [...first, '--loglevel=error', ...args], { cwd, env: outerEnvironment() });
}

/**
 * The environment as it was before npm ran our script. What npm itself adds for a script (and the flags of its command
 * line, such as `--prefix` or `--silent`) would steer the npm that we call; the user's registry, proxy and cache stay.
 */
function outerEnvironment() {
  const added =
    /^npm_(lifecycle|package)_|^npm_config_(prefix|local_prefix|global_prefix|global|location|workspaces?|loglevel|omit|include|production|only|package|call|dry_run|ignore_scripts|offline|prefer_offline)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}
