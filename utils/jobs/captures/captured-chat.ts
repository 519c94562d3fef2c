import type { Participant } from '@/utils/messengers/model';
import type { CapturedHeader, KeyedMessage } from '@/utils/page/captured';
import { CAPTURED_VIEW_FILE } from '@/utils/page/captured';
import { captureLine } from '@/utils/page/captured-file';
import { lie } from '@/utils/page/check-from-page';
import { LARGEST_BATCH, LARGEST_CAPTURE, MOST_FILES, MOST_MESSAGES, MOST_PEOPLE } from '@/utils/page/limits';
import { safeName } from '@/utils/vault/safe-path';
import type { SourceEntry } from '@/utils/vault/types';
import { cleanTitle } from '../drafts';

/**
 * What has come of a chat so far, as the file that it becomes: in Blobs, which the browser keeps outside of this process, so
 * that memory does not grow with it.
 */
export class CapturedChat {
  /** Lines of people, and of messages: the newest batch first, as they come. */
  readonly #people: Blob[] = [];
  readonly #batches: Blob[] = [];
  readonly #named = new Set<string>();
  readonly #media = new Map<string, Blob>();
  /** Messages, and bytes of all files. */
  messages = 0;
  bytes = 0;
  /** Of the oldest message that has a time, milliseconds since 1970. */
  oldestAt: number | null = null;

  constructor(me: Participant | null) {
    if (me) this.#addPeople([me], true);
  }

  /** Files besides the messages. */
  get files(): number {
    return this.#media.size;
  }

  get isEmpty(): boolean {
    return this.messages === 0;
  }

  /** Takes a batch, older than those before. @throws {PasskeepError} PAGE_LIED above what any chat has */
  addBatch(people: readonly Participant[], messages: readonly KeyedMessage[]): void {
    this.#addPeople(people, false);
    if (messages.length === 0) return;
    this.#batches.push(this.#written(messages.map((message) => captureLine({ type: 'message', ...message }))));
    this.messages += messages.length;
    if (this.messages > MOST_MESSAGES) lie();
    for (const { message } of messages)
      if (message.time) this.oldestAt = Math.min(this.oldestAt ?? Infinity, message.time.ms);
  }

  /** Takes a file of a message. @throws {PasskeepError} PAGE_LIED where there is one of that path, or above any limit */
  addMedia(path: string, blob: Blob): void {
    if (this.#media.has(path) || this.files === MOST_FILES) lie();
    this.#media.set(path, blob);
    this.#count(blob.size);
  }

  /** The files of the export that it is: the messages, oldest first, and what belongs to them. */
  entries(header: CapturedHeader): SourceEntry[] {
    const lastModified = Date.parse(header.capturedAt);
    const parts = [captureLine(header), ...this.#people, ...this.#batches.toReversed()];
    const messages = new File(parts, CAPTURED_VIEW_FILE, { lastModified });
    const media = [...this.#media].map(([path, blob]) => ({
      path: inFolder(header, path),
      file: new File([blob], path.slice(path.lastIndexOf('/') + 1), { lastModified }),
    }));
    return [{ path: inFolder(header, CAPTURED_VIEW_FILE), file: messages }, ...media];
  }

  #addPeople(people: readonly Participant[], areMe: boolean): void {
    const unknown = people.filter(({ id }) => !this.#named.has(id));
    for (const { id } of unknown) this.#named.add(id);
    if (this.#named.size > MOST_PEOPLE) lie();
    if (unknown.length === 0) return;
    const me = areMe && ({ me: true } as const);
    this.#people.push(
      this.#written(unknown.map((participant) => captureLine({ type: 'participant', participant, ...me }))),
    );
  }

  #written(lines: readonly string[]): Blob {
    const blob = new Blob(lines as string[]);
    if (blob.size > LARGEST_BATCH) lie();
    this.#count(blob.size);
    return blob;
  }

  #count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > LARGEST_CAPTURE) lie();
  }
}

/** What a capture of a chat is called: among archives, and as the folder of its files. */
export function captureTitle({ chat, client }: Pick<CapturedHeader, 'chat' | 'client'>): string {
  return `${cleanTitle(chat.title).slice(0, LONGEST_TITLE).toWellFormed() || client} (captured view)`;
}

/** UTF-16 units. */
const LONGEST_TITLE = 80;

function inFolder(header: CapturedHeader, path: string): string {
  return `${safeName(captureTitle(header))}/${path}`;
}
