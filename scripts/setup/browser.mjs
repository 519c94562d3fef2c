import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { SetupError, quietly, say } from './quiet.mjs';

/** `minimum_chrome_version` of the manifest. */
const LEAST = 148;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** The fonts are for the screenshots: right-to-left scripts and emoji. */
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

/**
 * The path of a Chromium that runs the extension: $CHROMIUM, one on PATH, or one installed with apt-get.
 * @returns {string}
 * @throws {SetupError} when there is none and none can be installed
 */
export function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (version(named) >= LEAST) return named;
    throw new SetupError(`CHROMIUM=${named} is no Chromium or Chrome ${LEAST} or newer.`);
  }
  const found = onPath();
  if (found) return found;

  if (!asRoot('apt-get', '--version').ok) throw explain('');
  say('Installing Chromium with apt-get …');
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) {
    const ran = asRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...step);
    if (!ran.ok) throw explain(ran.output);
  }
  const installed = onPath();
  if (!installed) throw explain('');
  return installed;
}

/** Runs a program as root, where we are root or become it without a password. @param {...string} command */
function asRoot(...command) {
  const [program, ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  return quietly(program, args);
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find((place) => existsSync(place) && version(place) >= LEAST);
}

/** @param {string} program @returns {number} the browser's major version, 0 where it is none or does not run */
function version(program) {
  return Number(/(\d+)\.\d+\.\d+\.\d+/.exec(quietly(program, ['--version']).stdout)?.[1] ?? 0);
}

/** @param {string} output of apt-get, shown first */
function explain(output) {
  return new SetupError(
    [
      ...(output ? [output] : []),
      `Passkeep needs Chromium or Chrome ${LEAST} or newer, and there is none here that could be found or installed.`,
      '- Debian and Ubuntu, by an administrator: apt-get install chromium (or google-chrome-stable from google.com/chrome)',
      '- without an administrator: unpack "Chrome for Testing" (googlechromelabs.github.io/chrome-for-testing) anywhere',
      '- then, where it is not on PATH: CHROMIUM=/path/to/chrome npm test',
    ].join('\n'),
  );
}
