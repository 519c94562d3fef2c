import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { install } from './apt.mjs';
import { SetupError, quietly } from './quiet.mjs';

/** `minimum_chrome_version` of the manifest. */
const LEAST = 148;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** The fonts are for the screenshots: right-to-left scripts and emoji. */
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

/**
 * The path of a Chromium that runs the extension: $CHROMIUM, one on PATH, or one installed with apt-get.
 * @param {readonly string[]} [also] packages to install with it, so that apt-get runs once; without them where it fails
 * @returns {string}
 * @throws {SetupError} when there is none and none can be installed
 */
export function findBrowser(also = []) {
  const named = process.env.CHROMIUM;
  if (named) {
    if (version(named) >= LEAST) return named;
    throw new SetupError(`CHROMIUM=${named} is no Chromium or Chrome ${LEAST} or newer.`);
  }
  const found = onPath();
  if (found) return found;

  let ran = install('Chromium', [...PACKAGES, ...also]);
  if (!ran.ok && also.length > 0) ran = install('Chromium', PACKAGES);
  const installed = onPath();
  if (!installed) throw explain(ran.output);
  return installed;
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
