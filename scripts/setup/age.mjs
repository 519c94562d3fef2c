import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { SOURCES, unpackPackages } from './debian.mjs';
import { say } from './quiet.mjs';

/** The suite of Debian that has age 1.3. */
const SUITE = 'sid';

/**
 * age 1.3 or newer, for the tests in which age itself opens what Passkeep wrote: $AGE, the machine's own, or one from
 * Debian's newest suite, unpacked into `.cache` beside the project and installed nowhere. '' where it cannot be had: the
 * tests that need it say so.
 * @param {string} root the project's folder
 */
export function findAge(root) {
  for (const age of [process.env.AGE, 'age']) if (age && isNewEnough(age)) return age;
  const folder = join(root, '.cache', 'age');
  const age = join(folder, 'usr', 'bin', 'age');
  if (existsSync(age)) return age;
  if (!existsSync(SOURCES)) return '';
  say('Getting age from Debian, for the tests …');
  try {
    unpackPackages(folder, ['download', 'age'], SUITE);
    return isNewEnough(age) ? age : '';
  } catch {
    return '';
  }
}

/** Whether this is age, and new enough for hybrid identities. @param {string} age a program */
function isNewEnough(age) {
  const said = spawnSync(age, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(said) ?? []).map(Number);
  return major > 1 || (major === 1 && minor >= 3);
}
