import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietly } from './quiet.mjs';

/** Where apt names its sources: the mirror and the keys are those that the machine has. */
export const SOURCES = '/etc/apt/sources.list.d/debian.sources';
/** Without a network the tests go on without it. Milliseconds. */
const PATIENCE = 90_000;

/**
 * Fetches Debian packages with apt, and unpacks them into a folder: nothing is installed, and apt has folders of its own, so
 * that root is not needed and the machine's lists stay as they are. Whatever was fetched is removed again.
 * @param {string} folder made where it is not there
 * @param {readonly string[]} step apt-get's words for fetching, such as `download age`
 * @param {string} [suite] of Debian, where it is not to be the machine's own
 * @throws {Error} naming the step that failed
 */
export function unpackPackages(folder, step, suite) {
  const own = join(folder, 'apt');
  try {
    for (const name of ['state/lists/partial', 'cache', 'packages/partial'])
      mkdirSync(join(own, name), { recursive: true });
    const packages = join(own, 'packages');
    const options = {
      ...(suite && suiteOnly(join(own, 'suite.sources'), suite)),
      'Dir::State': join(own, 'state'),
      'Dir::State::status': '/var/lib/dpkg/status',
      'Dir::Cache': join(own, 'cache'),
      'Dir::Cache::archives': packages,
      'APT::Sandbox::User': 'root',
      'Acquire::Languages': 'none',
      'Debug::NoLocking': '1',
    };
    const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    for (const words of [['update'], step])
      if (!quietly('apt-get', [...given, ...words], { cwd: packages, timeout: PATIENCE }).ok) throw new Error(words[0]);
    for (const file of readdirSync(packages).filter((name) => name.endsWith('.deb')))
      if (!quietly('dpkg', ['-x', join(packages, file), folder]).ok) throw new Error('dpkg');
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** @param {string} file to write @param {string} suite */
function suiteOnly(file, suite) {
  const [stanza = ''] = readFileSync(SOURCES, 'utf8').split(/\n\s*\n/);
  writeFileSync(file, stanza.replace(/^Suites:.*$/m, `Suites: ${suite}`));
  return { 'Dir::Etc::SourceList': file, 'Dir::Etc::SourceParts': '/dev/null' };
}
