import { PasskeepError, toFailure, type Failure } from '@/utils/errors';
import { Boundary } from './boundary';
import type { CaptureEnd } from './captured';
import { Gathered } from './gathered';
import { Health } from './health';
import { MediaTaker } from './media';
import { PageError } from './page-error';
import type { Page, PageReader } from './reader';
import { SameChat } from './same-chat';
import { Upwards } from './upwards';
import type { Wire } from './wire';
import { Writing } from './writing';

/** How far a capture is. */
export interface Progress {
  /** Messages that have been read. */
  readonly count: number;
  /** When the oldest of them was written, milliseconds since 1970 as the page's clock shows it; null: not known yet. */
  readonly oldest: number | null;
}

type Ended = Exclude<CaptureEnd, 'interrupted'>;

/**
 * Reads the conversation that is open in a page, from the newest message upwards, and gives it to the other side of the
 * wire. Says itself how it ended, `end` or `failed`; leaves it to the caller to wait for the verdict.
 * @param look gives the page as it is now
 * @param tell is called as more has been read
 */
export async function collect(
  reader: PageReader,
  look: () => Page,
  wire: Wire,
  tell: (progress: Progress) => void,
): Promise<void> {
  try {
    await new Collecting(new SameChat(reader, look), wire, look()).run(reader.client, tell);
  } catch (thrown) {
    wire.tell({ type: 'failed', failure: failureOf(thrown, reader) });
  }
}

/** Whatever a reader stumbles over is a page that it does not know. Never holds anything that the page says. */
function failureOf(thrown: unknown, { client }: PageReader): Failure {
  if (thrown instanceof PasskeepError) return toFailure(thrown);
  if (thrown instanceof PageError && thrown.trouble === 'none') return { code: 'PAGE_NO_CHAT' };
  const check = thrown instanceof PageError ? thrown.check : 'reader';
  return { code: 'PAGE_CHANGED', detail: { client, check } };
}

class Collecting {
  readonly #chat: SameChat;
  readonly #wire: Wire;
  readonly #gathered = new Gathered();
  readonly #media: MediaTaker;
  readonly #health: Health;
  readonly #writing: Writing;
  readonly #stop: AbortSignal;
  #rows = 0;

  constructor(chat: SameChat, wire: Wire, { url, now }: Page) {
    this.#chat = chat;
    this.#wire = wire;
    this.#stop = AbortSignal.any([wire.stopped, wire.over]);
    this.#media = new MediaTaker(url, wire.over);
    this.#health = new Health(now);
    this.#writing = new Writing(chat.first.unseen);
  }

  async run(client: PageReader['client'], tell: (progress: Progress) => void): Promise<void> {
    const { chat, me } = this.#chat.first;
    const { since, known } = await this.#wire.begin({ type: 'chat', client, chat, me });
    const boundary = new Boundary(since, known);
    const upwards = new Upwards(this.#chat, this.#gathered, this.#stop);
    await upwards.toNewest();
    const ended = await this.#read(upwards, boundary, tell);
    if (this.#rows === 0 && ended !== 'stopped') throw new PasskeepError('CAPTURE_EMPTY');
    await this.#send(true);
    upwards.leave();
    this.#wire.tell({ type: 'end', ended, metKnown: boundary.metKnown, unseen: this.#writing.unseen });
  }

  async #read(upwards: Upwards, boundary: Boundary, tell: (progress: Progress) => void): Promise<Ended> {
    for (;;) {
      const joined = this.#stop.aborted ? null : await upwards.look();
      this.#wire.over.throwIfAborted();
      if (joined) {
        this.#rows += joined.added;
        await this.#media.take(joined.inView);
        const reached = boundary.reached(this.#gathered, false);
        this.#tell(tell);
        if (reached) return reached;
        await this.#send(false);
      }
      const halt = joined && !this.#stop.aborted ? await upwards.move(joined) : 'lost';
      if (halt === null) continue;
      // What came to rest after the last look.
      return boundary.reached(this.#gathered, true) ?? (halt === 'top' ? 'top' : 'stopped');
    }
  }

  #tell(tell: (progress: Progress) => void): void {
    const oldest = this.#gathered.resolved(false).rows.find(({ time }) => time !== null)?.time;
    tell({ count: this.#gathered.count, oldest: oldest?.ms ?? null });
  }

  /** Sends what is ready. @throws PageError where the page is not what its reader takes it for */
  async #send(whole: boolean): Promise<void> {
    const { rows: all } = this.#gathered.resolved(whole);
    // What is to be sent later counts as well: nothing is sent of a page that shows nonsense.
    const trouble = this.#health.with(all).trouble(whole);
    if (trouble !== null) throw new PageError('changed', trouble);
    const rows = this.#gathered.take(whole);
    this.#health.note(rows);
    for (const message of this.#writing.batches(rows)) await this.#wire.give(message);
    // They stay for a while, to know the place of the next look; their files need not.
    for (const { held } of rows) held.media = [];
  }
}
