import process from 'node:process';
import { SetupError, quietly, say } from './quiet.mjs';

/** `minimum_chrome_version` of the manifest. */
const LEAST = 148;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** The fonts are for the screenshots: right-to-left scripts and emoji. */
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

/**
 * The path or name of a Chromium that runs the extension: $CHROMIUM, one on PATH, or one installed with apt-get.
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

  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!quietly([...asRoot, 'apt-get'][0], [...asRoot, 'apt-get', '--version'].slice(1)).ok) throw explain('');
  say('Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) {
    const [program, ...args] = [...asRoot, 'apt-get', ...step];
    const ran = quietly(program, args, { env });
    if (!ran.ok) throw explain(ran.output);
  }
  const installed = onPath();
  if (!installed) throw explain('');
  return installed;
}

function onPath() {
  return NAMES.find((name) => version(name) >= LEAST);
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
