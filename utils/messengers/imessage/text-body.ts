import type { CopiedFiles } from './copied-files';
import { type Draft, readSticker, readTapback } from './draft';
import { readStamp } from './timestamp';

/** Lines of the exporter's own (imessage-exporter txt templates); it writes them in English always. */
const REPLY = 'This message responded to an earlier message.';
const DELETED = 'This message was deleted from the conversation!';
const TAPBACKS = /^(Tapbacks|Reactions):$/;
const EFFECT =
  /^Sent with (Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Start?|Sparkles|Spotlight|Slam|Loud|Gentle|Invisible Ink)$/;
const UNSENT = /^.{1,200} unsent this message part( .{1,100} after sending)?!$/;
const EDITED = /^Edited .{1,100} later: /;
const MISSING = 'Attachment missing!';
const LOCATION = /^(Started|Stopped) sharing location!$/;

/** How far what stands inside a message is indented. */
export const INDENT = '    ';

/**
 * Reads what stands under time and sender of a message: its lines without the exporter's, files, tapbacks, edits.
 * @param lines without those of replies under it
 */
export function readBody(lines: readonly string[], draft: Draft, files: CopiedFiles): void {
  draft.isReply = lines.at(-1) === REPLY;
  const own = lines.slice(lines[0] === DELETED ? 1 : 0, draft.isReply ? -1 : undefined);
  const rest = withoutTapbacks(own, draft, files);
  while (EFFECT.test(rest.at(-1) ?? '')) rest.pop();
  if (rest[0] === 'SharePlay Message' && rest[1] === 'Ended') {
    draft.native = 'SharePlay';
    rest.splice(0, 2);
  }
  const text = rest.filter((line) => !takeFile(line, draft, files));
  const first = readStamp(text[0] ?? '');
  if (first?.rest.startsWith(' ')) draft.versions.push(...versionsIn([first.rest.slice(1), ...text.slice(1)]));
  else if (text.length > 0) draft.parts.push(text.join('\n'));
}

/** Takes out `Tapbacks:` and a line for each; the older exporter does not indent them, and leaves an empty line behind. */
function withoutTapbacks(lines: readonly string[], draft: Draft, files: CopiedFiles): string[] {
  const others: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const isIndented = lines[at + 1]?.startsWith(INDENT) ?? false;
    const start = at;
    let next = TAPBACKS.test(line) ? tapbackIn(lines[at + 1], isIndented) : null;
    for (; next; next = tapbackIn(lines[at + 1], isIndented)) {
      at++;
      draft.reactions.push({ emoji: next.emoji, by: next.by });
      if (next.path !== undefined) draft.attachments.push(files.attachment(next.path, 'sticker'));
    }
    if (at === start) others.push(line);
    else if (!isIndented && lines[at + 1] === '') at++;
  }
  return others;
}

function tapbackIn(line: string | undefined, isIndented: boolean): ReturnType<typeof readTapback> {
  return line?.startsWith(INDENT) === isIndented ? readTapback(line.trim()) : null;
}

/** The first text, and `Edited 5 seconds later: ` before each of the others. */
function versionsIn(lines: readonly string[]): string[] {
  const versions: string[][] = [];
  for (const line of lines) {
    const start = EDITED.exec(line)?.[0];
    if (start !== undefined || versions.length === 0) versions.push([line.slice(start?.length ?? 0)]);
    else versions.at(-1)?.push(line);
  }
  return versions.map((version) => version.join('\n'));
}

/** Whether a line stands for a file, or for what is no text. */
function takeFile(line: string, draft: Draft, files: CopiedFiles): boolean {
  const sticker = readSticker(line)?.path;
  if (sticker !== undefined) draft.attachments.push(files.attachment(sticker, 'sticker'));
  else if (line === MISSING) draft.attachments.push(files.attachment(''));
  else if (files.isPath(line)) draft.attachments.push(files.attachment(line));
  else if (UNSENT.test(line)) draft.isUnsent = true;
  else if (LOCATION.test(line)) draft.native = 'location';
  else return false;
  return true;
}
