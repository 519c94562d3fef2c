import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prosody } from './prosody.ts';

/** An element of a stanza. */
export interface Stanza {
  readonly name: string;
  readonly attr?: Readonly<Record<string, string>>;
  readonly children?: readonly (Stanza | string)[];
}

/** A message as the server's archive of one account has it. */
export interface Archived {
  /** Unique in the archive. */
  readonly key: string;
  /** Seconds since 1970. */
  readonly when: number;
  /** Address of the other one. */
  readonly other: string;
  readonly stanza: Stanza;
}

/** The password of an account. */
export const passwordOf = (user: string): string => `${user}-password`;

/** The address of an account, or of a device of it. */
export const addressOf = (user: string): string => `${user}@localhost`;

/**
 * Writes an account whose contacts are the others, as Prosody's "internal" storage keeps it (util.datamanager). The server
 * must not run.
 * @param names of the contacts, by user
 */
export async function writeAccount(
  server: Prosody,
  user: string,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  await store(server, 'accounts', `${user}.dat`, `return { ["password"] = ${lua(passwordOf(user))}; };\n`);
  const contacts = Object.entries(names).map(
    ([other, name]) => `[${lua(addressOf(other))}] = { subscription = "both"; name = ${lua(name)}; groups = {}; };`,
  );
  const roster = `return { [false] = { version = 1; pending = {}; }; ${contacts.join(' ')} };\n`;
  await store(server, 'roster', `${user}.dat`, roster);
}

/** Adds to the archive of an account, oldest first. The server must not run. */
export async function addToArchive(server: Prosody, user: string, messages: readonly Archived[]): Promise<void> {
  const folder = await folderOf(server, 'archive');
  await appendFile(join(folder, `${user}.list`), messages.map(item).join(''));
}

function item({ key, when, other, stanza }: Archived): string {
  const facts = `key = ${lua(key)}; when = ${when}; with = ${lua(other)};`;
  return `item({ ${inside(stanza)} ${facts} });\n`;
}

function inside({ name, attr = {}, children = [] }: Stanza): string {
  const attributes = Object.entries(attr).map(([key, value]) => `[${lua(key)}] = ${lua(value)};`);
  const parts = children.map((child) => (typeof child === 'string' ? `${lua(child)};` : `{ ${inside(child)} };`));
  return [`name = ${lua(name)}; attr = { ${attributes.join(' ')} };`, ...parts].join(' ');
}

/** A text as Lua reads it. */
function lua(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}

async function store(server: Prosody, kind: string, name: string, content: string): Promise<void> {
  await writeFile(join(await folderOf(server, kind), name), content);
}

async function folderOf(server: Prosody, kind: string): Promise<string> {
  const folder = join(server.data, 'localhost', kind);
  await mkdir(folder, { recursive: true });
  return folder;
}
