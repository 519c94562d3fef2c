import { PasskeepError, settle } from '@/utils/errors';
import type { CapturedHeader, CaptureEnd, Unseen } from '@/utils/page/captured';
import { CAPTURED_VIEW_VERSION } from '@/utils/page/captured';
import { lie } from '@/utils/page/check-from-page';
import type { FromPage } from '@/utils/page/protocol';
import type { CaptureParts } from './capture-parts';
import { CapturedChat, captureTitle } from './captured-chat';
import type { Gathering, GatheringListener } from './gathering';
import { whole } from './whole-blob';

type Told<T extends FromPage['type']> = Extract<FromPage, { readonly type: T }>;

/** What is known once the script has said which chat it reads. */
interface Begun {
  readonly about: Pick<CapturedHeader, 'client' | 'chat'>;
  readonly known: readonly string[];
  readonly captured: CapturedChat;
}

/** The open chat of a messenger, read from the newest message back. */
export class ChatCapture implements Gathering {
  readonly mostUntaken = 1;
  readonly #since: number | null;
  readonly #listener: GatheringListener;
  readonly #parts: Pick<CaptureParts, 'last'>;
  #begun: Begun | null = null;

  constructor(since: number | null, listener: GatheringListener, parts: Pick<CaptureParts, 'last'>) {
    this.#since = since;
    this.#listener = listener;
    this.#parts = parts;
  }

  get isEmpty(): boolean {
    return this.#begun?.captured.isEmpty ?? true;
  }

  async take(told: FromPage): Promise<void> {
    const begun = this.#begun;
    if (!begun) return told.type === 'chat' ? await this.#begin(told) : lie();
    if (told.type === 'end') return this.#finish(begun, told.ended, told.metKnown, told.unseen);
    const { captured } = begun;
    if (told.type === 'messages') captured.addBatch(told.people, told.messages);
    else if (told.type === 'media') captured.addMedia(told.path, await whole(told.blob));
    else lie();
    const { messages, oldestAt, files, bytes } = captured;
    this.#listener.change({ messages, oldestAt, files, bytes });
    this.#listener.tell({ type: 'taken' });
  }

  end(ended: 'stopped' | 'interrupted'): void {
    if (this.#begun) this.#finish(this.#begun, ended, false, []);
  }

  async #begin({ client, chat, me }: Told<'chat'>): Promise<void> {
    this.#listener.change({ client });
    const since = this.#since;
    // Where it cannot be known what there is, all of it is read anew.
    const last = await settle(() => this.#parts.last({ client, chat: chat.id, since }));
    const known = last.ok ? last.value.known : [];
    this.#begun = { about: { client, chat }, known, captured: new CapturedChat(me) };
    this.#listener.change({ status: 'reading' });
    this.#listener.tell({ type: 'begin', since, known });
  }

  #finish({ about, known, captured }: Begun, ended: CaptureEnd, metKnown: boolean, unseen: readonly Unseen[]): void {
    const continues = known.at(-1) ?? null;
    if (metKnown && continues === null) lie();
    const gap = continues !== null && !metKnown && ended !== 'top';
    this.#listener.change({ ended, gap, unseen });
    const title = captureTitle(about);
    if (captured.isEmpty) {
      if (!metKnown && ended === 'stopped') return this.#listener.giveUp();
      // Nothing new is what there is to say of a chat that had been captured; of another one it is no capture.
      if (!metKnown) throw new PasskeepError('CAPTURE_EMPTY');
      return this.#listener.complete({ entries: [], title, count: 0 });
    }
    const header: CapturedHeader = {
      type: 'captured-view',
      version: CAPTURED_VIEW_VERSION,
      ...about,
      capturedAt: new Date().toISOString(),
      since: this.#since === null ? null : new Date(this.#since).toISOString(),
      ended,
      continues,
      gap,
      unseen,
    };
    this.#listener.complete({ entries: captured.entries(header), title, count: captured.messages });
  }
}
