import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { quietly, say } from './quiet.mjs';

/** Where apt names its sources, and the suite of Debian that has age 1.3. */
const SOURCES = '/etc/apt/sources.list.d/debian.sources';
const SUITE = 'sid';
/** Without a network the tests go on without it. Milliseconds. */
const PATIENCE = 90_000;

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
    mkdirSync(folder, { recursive: true });
    fetchPackage(folder);
    return isNewEnough(age) ? age : '';
  } catch {
    return '';
  } finally {
    for (const name of ['state', 'cache', 'apt.conf', 'newest.sources', 'packages'])
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether this is age, and new enough for hybrid identities. @param {string} age a program */
function isNewEnough(age) {
  const said = spawnSync(age, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(said) ?? []).map(Number);
  return major > 1 || (major === 1 && minor >= 3);
}

/**
 * apt with folders of its own, so that root is not needed and the machine's lists stay as they are: the mirror and the
 * keys are those that the machine has.
 * @param {string} folder
 */
function fetchPackage(folder) {
  const [stanza = ''] = readFileSync(SOURCES, 'utf8').split(/\n\s*\n/);
  writeFileSync(join(folder, 'newest.sources'), stanza.replace(/^Suites:.*$/m, `Suites: ${SUITE}`));
  for (const name of ['state/lists/partial', 'cache/archives/partial', 'packages'])
    mkdirSync(join(folder, name), { recursive: true });
  const options = {
    'Dir::Etc::SourceList': join(folder, 'newest.sources'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State': join(folder, 'state'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const packages = join(folder, 'packages');
  for (const step of [['update'], ['download', 'age']])
    if (!quietly('apt-get', [...given, ...step], { cwd: packages, timeout: PATIENCE }).ok) throw new Error(step[0]);
  const [file = ''] = readdirSync(packages);
  if (!quietly('dpkg', ['-x', join(packages, file), folder]).ok) throw new Error('dpkg');
}
