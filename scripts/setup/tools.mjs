import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { install } from './apt.mjs';
import { say } from './quiet.mjs';

/** Groups of programs that some end-to-end tests need, each with its Debian package; tests/e2e/lib/tools.ts reads it too. */
const GROUPS = JSON.parse(readFileSync(new URL('tools.json', import.meta.url), 'utf8'));

/** The Debian packages of the tests' programs that are not on PATH. @returns {string[]} */
export function missingTools() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = Object.values(GROUPS)
    .flatMap(Object.entries)
    .filter(([program]) => !folders.some((folder) => existsSync(join(folder, program))));
  return [...new Set(missing.map(([, name]) => name))];
}

/** Installs what {@link missingTools} names. Where that cannot be, says so: the tests that need it are skipped. */
export function installTools() {
  const wanted = missingTools();
  if (wanted.length > 0) install('what some tests need', wanted);
  const left = missingTools();
  if (left.length === 0) return;
  say(`Some tests will be skipped, as there is no ${left.join(', ')} here and none could be installed.`);
  say(`Debian and Ubuntu, by an administrator: apt-get install ${left.join(' ')}`);
}
