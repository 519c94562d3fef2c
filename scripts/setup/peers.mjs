import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCES, unpackPackages } from './debian.mjs';
import { say } from './quiet.mjs';

/** What benchmarks compare with, each with what it needs of Debian's packages, and the suite to take them from. */
const PEERS = [
  { name: 'restic', packages: ['restic'], suite: 'sid' },
  { name: 'age', packages: ['age'], suite: 'sid' },
  // Runs on the machine's own Python, and so comes from the machine's own suite.
  { name: 'borg', packages: ['borgbackup', 'python3-msgpack', 'python3-packaging', 'libxxhash0'], suite: undefined },
];

/**
 * Fetches what benchmarks compare with from Debian into `.cache` beside the project; installs nothing. What cannot be had is
 * said.
 * @param {string} root the project's folder
 */
export function fetchPeers(root) {
  for (const { name, packages, suite } of PEERS) {
    const folder = join(root, '.cache', name);
    if (existsSync(join(folder, 'usr', 'bin', name))) continue;
    if (!existsSync(SOURCES)) {
      say(`${name} could not be fetched: this system does not say where its packages come from.`);
      continue;
    }
    say(`Getting ${name} from Debian …`);
    try {
      unpackPackages(folder, ['download', ...packages], suite);
    } catch (error) {
      say(`${name} could not be fetched: ${error instanceof Error ? error.message : error}.`);
    }
  }
}
