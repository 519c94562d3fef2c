import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { SetupError, runNpm, say } from './quiet.mjs';

/**
 * Installs node_modules when package-lock.json, the system or the processor is not the one of the last install.
 * @param {string} root the project's folder
 * @param {string[]} npm a command that runs npm under a Node that is new enough: it leaves out optional packages, such as
 *   the tools' own binaries, that its Node is too old for
 * @throws {SetupError} when npm fails
 */
export function installPackages(root, npm) {
  const stampFile = join(root, 'node_modules', '.passkeep-installed');
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const stamp = `${lock.digest('hex')} ${process.platform} ${process.arch}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  say('Installing packages from npm …');
  const installed = runNpm(npm, ['ci', '--include=dev', '--no-audit', '--no-fund'], root);
  if (!installed.ok) throw new SetupError(`${installed.output}\nnpm ci failed, see above.`);
  writeFileSync(stampFile, stamp);
}
