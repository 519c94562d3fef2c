import process from 'node:process';
import { quietly, say } from './quiet.mjs';

/**
 * Installs Debian packages, where there is apt-get and we are root or become it without a password.
 * @param {string} what the words for it in the line of progress
 * @param {readonly string[]} packages
 * @returns {{ ok: boolean, output: string }} apt-get's output where it failed, `''` where it was not to be had
 */
export function install(what, packages) {
  if (!asRoot('apt-get', '--version').ok) return { ok: false, output: '' };
  say(`Installing ${what} with apt-get …`);
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const ran = asRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...step);
    if (!ran.ok) return { ok: false, output: ran.output };
  }
  return { ok: true, output: '' };
}

/** @param {...string} command */
function asRoot(...command) {
  const [program, ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  return quietly(program, args);
}
