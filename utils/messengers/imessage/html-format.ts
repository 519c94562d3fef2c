import type { Format } from '../format';
import { readHtml } from '../html/read-html';
import type { ExportFile } from '../source/export-file';
import { headLines } from '../text/head-lines';
import { exportsOf, type ReadChat } from './chat-files';
import { PageReader } from './page-reader';
import { readStamp } from './timestamp';

/**
 * What ReagentX/imessage-exporter writes as pages: one for each chat, and `attachments/`. Source: its exporters (html), their
 * tests, and its example.html.
 */
export const imessageHtml: Format = {
  async find(tree, signal) {
    const chats: ExportFile[] = [];
    for (const file of tree.named(/\.html?$/i)) if (isChat(await headLines(file, signal))) chats.push(file);
    return exportsOf(chats, tree, 'html', readChat);
  },
};

/** A message that was sent or received, or an announcement, and a time as the exporter writes it. */
function isChat(lines: readonly string[]): boolean {
  const head = lines.join('\n');
  const hasMessage = /<div class="message"/.test(head) && /<div class="(sent|received)[" ]/.test(head);
  if (!hasMessage && !/<div class ?="announcement">/.test(head)) return false;
  const at = head.indexOf('<span class="timestamp">');
  return at >= 0 && readStamp(textAfter(head, at)) !== null;
}

/** The first text in an element, without the tags around it. */
function textAfter(head: string, at: number): string {
  return head
    .slice(at, at + 400)
    .replaceAll(/<[^<>]*>|^\s+|\n/g, '')
    .trimStart();
}

const readChat: ReadChat = async function* (file, events, files, { onBytes }, signal) {
  const reader = new PageReader(file.path, events, files);
  for await (const _ of readHtml(file, reader, onBytes, signal)) yield;
  reader.end();
};
