import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { resolveEngineImports } from '../../lib/engine-imports.ts';
import { diskFile } from './disk-file.ts';
import type { Measured, Way } from './measure.ts';

/** Reads a file once, as told on the command line, and prints what it took. Loading the reader does not count. */
const [way, file] = process.argv.slice(2) as [Way, string];
resolveEngineImports();
const read = await readerOf(way);
if (read) {
  const start = performance.now();
  const messages = await read(file);
  const seconds = (performance.now() - start) / 1000;
  const told: Measured = { seconds, peak: process.resourceUsage().maxRSS * 1024, messages };
  process.stdout.write(JSON.stringify(told));
} else process.stdout.write('null');

async function readerOf(name: Way): Promise<((path: string) => Promise<number> | number) | null> {
  if (name === 'JSON.parse')
    return (path) => (JSON.parse(readFileSync(path, 'utf8')) as { messages: [] }).messages.length;
  if (name === 'whatsapp-chat-parser') {
    const parser = await import('whatsapp-chat-parser').catch(() => null);
    return parser && ((path) => parser.parseString(readFileSync(path, 'utf8')).length);
  }
  const { FORMATS } = await import('@/utils/messengers/formats');
  const { inspectFiles } = await import('@/utils/messengers/inspect');
  const { openFiles } = await import('@/utils/messengers/source/open-files');
  return async (path) => {
    const { signal } = new AbortController();
    const entry = { path: basename(path), file: diskFile(path) };
    const { files } = await openFiles([entry], signal);
    const exports = await inspectFiles(files, FORMATS, new Map(), () => {}, signal);
    return exports.flatMap(({ chats }) => chats).reduce((sum, { messages }) => sum + messages, 0);
  };
}
