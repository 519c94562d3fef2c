import { type ErrorCode, type Failure, fromFailure, settle, toFailure } from '@/utils/errors';
import type { CaptureState } from '@/utils/messages/state';
import { checkFromPage, lie } from '@/utils/page/check-from-page';
import type { CapturePlan, FromPage } from '@/utils/page/protocol';
import type { SourceEntry } from '@/utils/vault/types';
import type { CaptureParts, PageLink, PageListener } from './capture-parts';
import { ChatCapture } from './chat-capture';
import { ExportCapture } from './export-capture';
import type { Gathering, GatheringListener, Outcome } from './gathering';

/** How long a tab's script may take to connect, and to say what it has found. Milliseconds. */
const STARTS_WITHIN = 30_000;
/** How long a script that was told to stop may say nothing. Milliseconds. */
const STOPS_WITHIN = 20_000;
/** After so long without anything a capture is ended: while it runs the vault does not lock by itself. Milliseconds. */
const LONGEST_SILENCE = 60 * 60_000;

/** Failures that say nothing against what came before. */
const KEPT_AFTER: readonly ErrorCode[] = ['PAGE_GONE', 'PAGE_NO_CHAT', 'UNEXPECTED'];

/** In the place of what has been given on, or given up. */
const NOTHING: Gathering = { isEmpty: true, mostUntaken: 0, take: () => Promise.resolve(), end: () => {} };

/** What one tab's page is read for, from its start to its backup. Everything that its script says is checked. */
export class Capture implements PageListener {
  readonly #parts: CaptureParts;
  #gathering: Gathering;
  readonly #forget: () => void;
  #state: CaptureState;
  #link: PageLink | null = null;
  #hasConnected = false;
  /** What the script has sent is taken in one by one; so many are not yet. */
  #taking: Promise<void> = Promise.resolve();
  #untaken = 0;
  #isStopping = false;
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `forget` takes it from the list: nothing is to be shown of it. */
  constructor(tab: number, plan: CapturePlan, parts: CaptureParts, forget: () => void) {
    this.#parts = parts;
    this.#forget = forget;
    this.#state = {
      id: crypto.randomUUID(),
      tab,
      kind: plan.kind,
      client: null,
      status: 'starting',
      messages: 0,
      oldestAt: null,
      files: 0,
      bytes: 0,
      job: '',
      ended: null,
      gap: false,
      unseen: [],
      failure: null,
    };
    // What was being taken in when it ended changes nothing any more.
    const listener: GatheringListener = {
      tell: (message) => void (this.#isOver || this.#link?.tell(message)),
      change: (change) => void (this.#isOver || this.#change(change)),
      complete: (outcome) => void this.#complete(outcome),
      giveUp: () => this.drop(),
    };
    this.#gathering = plan.kind === 'chat' ? new ChatCapture(plan.since, listener, parts) : new ExportCapture(listener);
    this.#expect(STARTS_WITHIN, () => this.fail({ code: 'PAGE_REFUSED' }));
  }

  get state(): CaptureState {
    return this.#state;
  }

  get isActive(): boolean {
    return this.#state.status !== 'saved' && this.#state.status !== 'failed';
  }

  /** Takes in its tab's script. @returns null where it has one, or is not waiting for any */
  connect(link: PageLink): PageListener | null {
    if (this.#hasConnected || this.#isOver) return null;
    this.#hasConnected = true;
    this.#link = link;
    this.#expect(STARTS_WITHIN, () => this.fail({ code: 'PAGE_GONE' }));
    return this;
  }

  take(message: unknown): void {
    if (this.#isOver) return;
    try {
      const told = checkFromPage(message);
      if (told.type === 'failed') return this.#lose(told.failure);
      clearTimeout(this.#timer);
      if (++this.#untaken > this.#gathering.mostUntaken) lie();
      this.#taking = this.#taking.then(() => this.#takeIn(told));
    } catch (thrown) {
      this.fail(toFailure(thrown));
    }
  }

  gone(): void {
    this.#link = null;
    // What came before counts.
    void this.#taking.then(() => this.#lose({ code: 'PAGE_GONE' }));
  }

  /** Ends it with what there is; where there is nothing, it is given up. */
  stop(): void {
    if (this.#isOver || this.#isStopping) return;
    if (this.#gathering.isEmpty) return this.drop();
    this.#isStopping = true;
    this.#expectEnd();
    this.#link?.tell({ type: 'stop' });
  }

  /** Gives it up, and what has come of it. */
  drop(): void {
    if (this.isActive) {
      if (this.#state.job !== '') void settle(() => this.#parts.cancel(this.#state.job));
      this.#end();
      this.#state = { ...this.#state, status: 'failed' };
      this.#link?.tell({ type: 'failed', failure: null });
    }
    this.#forget();
  }

  fail(failure: Failure): void {
    if (!this.isActive) return;
    this.#end();
    this.#change({ status: 'failed', failure });
    this.#link?.tell({ type: 'failed', failure });
    if (failure.code !== 'PAGE_LIED') return;
    this.#link?.cut();
    this.#link = null;
  }

  async #takeIn(told: FromPage): Promise<void> {
    if (this.#isOver) return;
    const taken = await settle(() => this.#gathering.take(told));
    this.#untaken--;
    if (this.#isOver) return;
    if (!taken.ok) return this.#lose(taken.error);
    if (this.#isStopping) this.#expectEnd();
    else this.#expect(LONGEST_SILENCE, () => this.stop());
  }

  /** The script can go on no further: what has come is kept. */
  #lose(failure: Failure): void {
    if (this.#isOver) return;
    const isKept = KEPT_AFTER.includes(failure.code) && !this.#gathering.isEmpty;
    if (isKept) this.#gathering.end(this.#isStopping ? 'stopped' : 'interrupted');
    else this.fail(failure);
  }

  async #complete({ entries, title, count }: Outcome): Promise<void> {
    if (this.#isOver) return;
    this.#end();
    const saved = await settle(() => (entries.length > 0 ? this.#save(entries, title) : true));
    if (!this.isActive) return;
    if (!saved.ok) return this.fail(saved.error);
    if (!saved.value) return this.drop();
    this.#change({ status: 'saved' });
    this.#link?.tell({ type: 'saved', count });
  }

  /** @returns false where the user has cancelled it. @throws {PasskeepError} what the backup fails with */
  async #save(entries: readonly SourceEntry[], title: string): Promise<boolean> {
    const job = this.#parts.save(entries, title);
    this.#change({ status: 'saving', job });
    const ended = await this.#parts.ended(job);
    if (ended?.failure) throw fromFailure(ended.failure);
    return ended?.status === 'done';
  }

  /** Nothing is taken in any more, and nothing kept of it here. */
  #end(): void {
    this.#isOver = true;
    this.#gathering = NOTHING;
    clearTimeout(this.#timer);
  }

  /** Calls `late` where nothing comes in so many milliseconds. */
  #expect(within: number, late: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(late, within);
  }

  #expectEnd(): void {
    this.#expect(STOPS_WITHIN, () => void this.#taking.then(() => this.#lose({ code: 'PAGE_GONE' })));
  }

  #change(change: Partial<CaptureState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.onChange();
  }
}
