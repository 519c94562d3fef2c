import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { quietly, runNpm, say } from './quiet.mjs';

/**
 * The package, and what npm says of its bytes. It is none of the project's dependencies: the built client is all that is
 * needed of 130 MB with what it would bring, which every `npm ci` would have to unpack.
 */
const PACKAGE = 'converse.js@14.0.0';
const FILE = 'converse.js-14.0.0.tgz';
const SHA512 = 'LFUg030jDalV47vI/vyVPqYPZfJYXFbubq8v0cFDe2zXNeeGEk3Up0Fj/WTzT6t+6do+cAIToy73eAj7RNDj2Q==';
/** Without a network the tests go on without it. */
const QUICKLY = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/**
 * The folder of the built web client Converse.js, for the tests with a real web messenger: $CONVERSE, or one in `.cache`
 * beside the project, from npm. '' where it cannot be had: the tests that need it say so.
 * @param {string} root the project's folder
 * @param {string[]} npm a command that runs npm
 */
export function findConverse(root, npm) {
  if (process.env.CONVERSE) return process.env.CONVERSE;
  const folder = join(root, '.cache', 'converse');
  if (existsSync(folder)) return folder;
  say('Getting Converse.js from npm, for the tests …');
  const place = `${folder}.new`;
  try {
    mkdirSync(place, { recursive: true });
    const file = join(place, FILE);
    if (!runNpm(npm, ['pack', PACKAGE, `--pack-destination=${place}`, ...QUICKLY], root).ok) return '';
    if (createHash('sha512').update(readFileSync(file)).digest('base64') !== SHA512) return '';
    if (!quietly('tar', ['-xzf', file, '-C', place, 'package/dist']).ok) return '';
    renameSync(join(place, 'package', 'dist'), folder);
    return folder;
  } catch {
    return '';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
