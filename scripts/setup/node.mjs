import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { SetupError, machineNpm, quietly, runNpm, say } from './quiet.mjs';

/** Runs TypeScript by itself (22.18) and what WXT and Vitest ask for. */
const LEAST = [22, 18];
const FETCHED = '24';

/**
 * A Node that is new enough, and an npm that runs under it: those that run this, the ones fetched before, or the packages
 * `node` and `npm` from npm's registry.
 * @param {string} root the project's folder
 * @returns {{ node: string, npm: string[] }} the path of Node, and the command that runs npm
 * @throws {SetupError} when npm has none for this machine
 */
export function findNode(root) {
  if (newEnough(process.version)) return { node: process.execPath, npm: machineNpm() };

  const remembered = join(root, '.cache', 'node');
  const known = existsSync(remembered) ? withNpm(readFileSync(remembered, 'utf8')) : null;
  if (known) return known;

  say(`Node ${process.version} is too old to build with. Getting Node ${FETCHED} from npm …`);
  const packages = [`--package=node@${FETCHED}`, '--package=npm@11'];
  const got = runNpm(machineNpm(), ['exec', '--yes', ...packages, '--', 'node', '-p', 'process.execPath'], root);
  const path = got.stdout.trim().split('\n').at(-1) ?? '';
  const fetched = got.ok ? withNpm(path) : null;
  if (!fetched)
    throw new SetupError(
      `${got.output}\nNo newer Node could be had. Install Node ${LEAST.join('.')} or newer (https://nodejs.org) and try again.`,
    );
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(remembered, path);
  return fetched;
}

/** @param {string} node where the package `node` keeps it, `npm` being installed beside; null where either is missing */
function withNpm(node) {
  const npm = join(dirname(node), '..', '..', 'npm', 'bin', 'npm-cli.js');
  return newEnough(quietly(node, ['--version']).stdout) && existsSync(npm) ? { node, npm: [node, npm] } : null;
}

/** @param {string} version such as `v24.1.0`; anything else is not new enough */
function newEnough(version) {
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  return Number(major) > LEAST[0] || (Number(major) === LEAST[0] && Number(minor) >= LEAST[1]);
}
