import type { Format } from '../format';
import type { ExportFile } from '../source/export-file';
import { headLines } from '../text/head-lines';
import { readLines } from '../text/lines';
import { exportsOf, type ReadChat } from './chat-files';
import { TextReader } from './text-reader';
import { readStamp } from './timestamp';

/**
 * What ReagentX/imessage-exporter writes as text: a file for each chat, named by its name or the handles in it, and
 * `attachments/`. Source: its exporters (txt), their tests, and util/dates.rs of imessage-database.
 */
export const imessageText: Format = {
  async find(tree, signal) {
    const chats: ExportFile[] = [];
    for (const file of tree.named(/\.txt$/i)) if (isChat(await headLines(file, signal))) chats.push(file);
    return exportsOf(chats, tree, 'text', readChat);
  },
};

/** It begins with a time, and somewhere a time in a line of its own has a name and a text under it. */
function isChat(lines: readonly string[]): boolean {
  if (!readStamp(lines[0] ?? '')) return false;
  return lines.some(
    (line, at) => readStamp(line)?.rest === '' && (lines[at + 1] ?? '').trim() !== '' && at + 2 < lines.length,
  );
}

const readChat: ReadChat = async function* (file, events, files, { onBytes }, signal) {
  const reader = new TextReader(file.path, events, files);
  for await (const lines of readLines(file, onBytes, signal)) {
    for (const line of lines) reader.line(line);
    yield;
  }
  reader.end();
};
