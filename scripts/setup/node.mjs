import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { SetupError, npm, quietly, say } from './quiet.mjs';

/** Runs TypeScript by itself (22.18) and what WXT and Vitest ask for. */
const LEAST = [22, 18];
const FETCHED = '24';

/**
 * The path of a Node that is new enough: this one, the one fetched before, or one from npm's package `node`.
 * @param {string} root the project's folder
 * @returns {string}
 * @throws {SetupError} when npm has none for this machine
 */
export function findNode(root) {
  if (newEnough(process.version)) return process.execPath;

  const remembered = join(root, '.cache', 'node');
  if (existsSync(remembered)) {
    const path = readFileSync(remembered, 'utf8');
    if (newEnough(quietly(path, ['--version']).stdout)) return path;
  }

  say(`Node ${process.version} is too old to build with. Getting Node ${FETCHED} from npm …`);
  const got = npm(['exec', '--yes', `--package=node@${FETCHED}`, '--', 'node', '-p', 'process.execPath'], root);
  const path = got.stdout.trim().split('\n').at(-1) ?? '';
  if (!got.ok || !newEnough(quietly(path, ['--version']).stdout))
    throw new SetupError(
      `${got.output}\nNo newer Node could be had. Install Node ${LEAST.join('.')} or newer (https://nodejs.org) and try again.`,
    );
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(remembered, path);
  return path;
}

/** @param {string} version such as `v24.1.0`; anything else is not new enough */
function newEnough(version) {
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  return Number(major) > LEAST[0] || (Number(major) === LEAST[0] && Number(minor) >= LEAST[1]);
}
