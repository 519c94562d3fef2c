import { FORMATS } from '@/utils/messengers/formats';
import { inspectFiles } from '@/utils/messengers/inspect';
import { openFiles } from '@/utils/messengers/source/open-files';
import type { ChatSummary, ExportSummary } from '@/utils/messengers/summary/summary';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GO_ON } from '../lib/read';
import { SAMPLES, entriesAt, haveSamples } from '../lib/samples';
import { SAMPLES_DISCORD } from './discord';
import { SAMPLES_ELEMENT } from './element';
import type { ExpectedChat, ExpectedExport } from './expected';
import { SAMPLES_GOOGLE_CHAT } from './google-chat';
import { SAMPLES_IMESSAGE } from './imessage';
import { SAMPLES_KAKAOTALK } from './kakaotalk';
import { SAMPLES_LINE } from './line';
import { SAMPLES_META } from './meta';
import { NO_EXPORTS } from './no-exports';
import { SAMPLES_ROCKETCHAT } from './rocketchat';
import { SAMPLES_SIGNAL } from './signal';
import { SAMPLES_SKYPE } from './skype';
import { SAMPLES_SLACK } from './slack';
import { SAMPLES_TELEGRAM } from './telegram';
import { SAMPLES_WHATSAPP } from './whatsapp';

const EXPECTED: readonly ExpectedExport[] = [
  ...SAMPLES_WHATSAPP,
  ...SAMPLES_TELEGRAM,
  ...SAMPLES_META,
  ...SAMPLES_DISCORD,
  ...SAMPLES_GOOGLE_CHAT,
  ...SAMPLES_SLACK,
  ...SAMPLES_ELEMENT,
  ...SAMPLES_ROCKETCHAT,
  ...SAMPLES_SKYPE,
  ...SAMPLES_SIGNAL,
  ...SAMPLES_LINE,
  ...SAMPLES_KAKAOTALK,
  ...SAMPLES_IMESSAGE,
];

/** The exports at a path below the samples' folder. */
async function exportsAt(path: string): Promise<readonly ExportSummary[]> {
  const { files, problems } = await openFiles(await entriesAt(join(SAMPLES, path)), GO_ON);
  expect(problems).toEqual([]);
  return await inspectFiles(files, FORMATS, new Map(), () => {}, GO_ON);
}

/** Puts chats into an order that does not depend on what is compared. */
function inOrder<T extends Pick<ExpectedChat, 'first' | 'last' | 'messages'>>(chats: readonly T[]): T[] {
  const key = ({ first, last, messages }: T) => `${first} ${last} ${messages}`;
  return chats.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What the summary of a chat says of what the table says, in the table's form. */
function toldOf(chat: ChatSummary): Omit<Required<ExpectedChat>, 'dayFirst'> & Pick<ExpectedChat, 'dayFirst'> {
  const { title, kind, messages, system, participants, attachments, attachmentsMissing, first, last, dayFirst } = chat;
  const numbers = { title, kind, messages, system, participants, attachments, attachmentsMissing, first, last };
  return { ...numbers, ...(dayFirst && { dayFirst: dayFirst.value }) };
}

describe.skipIf(!haveSamples)('the real exports beside the project (skipped where they are not)', () => {
  test.each(EXPECTED.map((row) => [row.path, row] as const))('%s', async (path, { messenger, variant, ...row }) => {
    const found = await exportsAt(path);
    expect(found.map((one) => one.messenger)).toEqual([messenger]);
    const [one] = found as [ExportSummary];
    if (variant !== undefined) expect(one.variant).toBe(variant);
    const chats = inOrder(one.chats.map(toldOf));
    expect(chats.map(({ dayFirst }) => dayFirst)).toEqual(inOrder(row.chats).map(({ dayFirst }) => dayFirst));
    expect(chats).toMatchObject(inOrder(row.chats));
    expect({ unparsed: one.unparsed, first: one.unparsedFirst.slice(0, 3) }).toMatchObject({ unparsed: row.unparsed });
  });

  test.each(Object.entries(NO_EXPORTS))('%s is no export: %s', async (path) => {
    expect(await exportsAt(path)).toEqual([]);
  });

  test('every sample is looked at, and none twice', () => {
    const covers = (path: string, file: string) => file === path || file.startsWith(`${path}/`);
    const paths = [...EXPECTED.map((row) => row.path), ...Object.keys(NO_EXPORTS)];
    const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(SAMPLES, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
    expect(files.filter((file) => paths.filter((path) => covers(path, file)).length !== 1)).toEqual([]);
  });
});
