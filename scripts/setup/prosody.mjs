import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { SOURCES, unpackPackages } from './debian.mjs';
import { say } from './quiet.mjs';

/** Prosody, the Lua that runs it, and Lua's modules; apt adds the shared libraries that this machine has not got. */
const PACKAGES = ['prosody', 'lua5.4', 'lua-expat', 'lua-filesystem', 'lua-socket', 'lua-sec', 'lua-bitop'];
const FETCH = ['install', '-y', '--no-install-recommends', '--reinstall', '--download-only', ...PACKAGES];

/**
 * The folder in which Debian's packages of the XMPP server Prosody are unpacked, for the tests with a real web messenger:
 * $PROSODY, or one in `.cache` beside the project; installed nowhere, so that no service starts. '' where it cannot be had:
 * the tests that need it say so.
 * @param {string} root the project's folder
 */
export function findProsody(root) {
  if (process.env.PROSODY) return process.env.PROSODY;
  const folder = join(root, '.cache', 'prosody');
  if (existsSync(folder)) return folder;
  if (!existsSync(SOURCES)) return '';
  say('Getting Prosody from Debian, for the tests …');
  const unpacked = `${folder}.new`;
  try {
    rmSync(unpacked, { recursive: true, force: true });
    unpackPackages(unpacked, FETCH);
    renameSync(unpacked, folder);
    return folder;
  } catch {
    rmSync(unpacked, { recursive: true, force: true });
    return '';
  }
}
