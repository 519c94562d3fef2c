import { FAILURE_WORDS } from '@/components/failure-words';
import { type ErrorCode, toFailure } from '@/utils/errors';
import { findExports } from '@/utils/messengers/find';
import type { FoundExport } from '@/utils/messengers/format';
import { FORMATS } from '@/utils/messengers/formats';
import { MessageKeys } from '@/utils/messengers/message-key';
import { openFiles } from '@/utils/messengers/source/open-files';
import { Problems } from '@/utils/messengers/source/problems';
import { Summariser } from '@/utils/messengers/summary/summarise';
import type { SourceEntry } from '@/utils/vault/types';
import catalogue from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { parseRequest, USAGE } from './arguments.ts';
import { entriesAt } from './entries.ts';
import { type Given, groupsOf, ownerOf, shownPath } from './given.ts';
import { exportLine, messageLine } from './lines.ts';
import { Output } from './output.ts';

/** Does what the command line asks for. @returns the exit code. */
export async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  const request = parseRequest(args);
  if (!request) {
    tell(USAGE);
    return 2;
  }
  // npm runs scripts in the project's folder, and tells where it was called.
  const base = process.env['INIT_CWD'] ?? process.cwd();
  const groups = await groupsOf(request.paths, base).catch((thrown: unknown) => tell((thrown as Error).message));
  if (!groups) return 2;
  const output = new Output();
  try {
    for (const group of groups) await inspect(group, request.messages, output, signal);
    await output.flush();
    return 0;
  } catch (thrown) {
    if (signal.aborted) return 130;
    const { code, detail } = toFailure(thrown);
    tell(`${wordsOf(code)}${detail ? ` ${JSON.stringify(detail)}` : ''}`);
    return 1;
  }
}

async function inspect(group: readonly Given[], messages: boolean, output: Output, signal: AbortSignal): Promise<void> {
  let start = performance.now();
  const entries: SourceEntry[] = [];
  for (const { place, root } of group)
    for await (const entry of entriesAt(place, root, (path) => tell(`${path}: ${wordsOf('FILE_UNREADABLE')}`)))
      entries.push(entry);
  const opened = await openFiles(entries, signal);
  const problems = new Problems();
  const found = await findExports(opened.files, FORMATS, signal, problems);
  const told = [...opened.problems, ...problems.list].map(
    ({ path, code }) => `${shownPath(path, ownerOf(path, group))}: ${wordsOf(code)}`,
  );
  for (const line of new Set(told)) tell(line);
  const seconds = (): number => {
    const since = start;
    return ((start = performance.now()) - since) / 1000;
  };
  const known = new Set<Given>();
  for (const one of found) {
    if (messages) await printMessages(one, output, signal);
    else {
      const { summary, owners } = await summaryOf(one, group, signal);
      for (const owner of owners) known.add(owner);
      await output.line(exportLine(nameOf(one, found, group), summary, seconds()));
    }
  }
  if (!messages)
    for (const given of group) if (!known.has(given)) await output.line(exportLine(given.path, null, seconds()));
}

/** How an export is called: the path given, where it is the only one there. */
function nameOf(one: FoundExport, all: readonly FoundExport[], group: readonly Given[]): string {
  const owner = ownerOf(one.path, group);
  const isOnly = all.every((other) => other === one || ownerOf(other.path, group) !== owner);
  return isOnly ? owner.path : shownPath(one.path, owner);
}

/** Reads an export through. `owners`: the paths given that have a part of it. */
async function summaryOf(found: FoundExport, group: readonly Given[], signal: AbortSignal) {
  const summariser = new Summariser(found, new Map());
  const owners = new Set([found.path, ...found.files.map(({ path }) => path)].map((path) => ownerOf(path, group)));
  for await (const events of found.read({}, signal))
    for (const event of events) {
      summariser.take(event);
      if (event.type !== 'message' || owners.size === group.length) continue;
      for (const { path } of event.message.attachments ?? []) if (path !== null) owners.add(ownerOf(path, group));
    }
  return { summary: summariser.summary(), owners };
}

async function printMessages(found: FoundExport, output: Output, signal: AbortSignal): Promise<void> {
  const keys = new MessageKeys();
  for await (const events of found.read({}, signal))
    for (const event of events) {
      if (event.type === 'message') await output.line(messageLine(event.message, keys.next(event.message)));
      if (event.type === 'unparsed') await output.line(JSON.stringify({ unparsed: event.unparsed }));
    }
}

function wordsOf(code: ErrorCode): string {
  return catalogue[FAILURE_WORDS[code].what].message;
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
