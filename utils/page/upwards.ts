import type { Gathered, Joined } from './gathered';
import type { SameChat, Shown } from './same-chat';
import { LARGEST_STEP, fromBottom, fromTop, step, toBottom } from './scroll';
import { pause, settled, visible } from './settle';

/** Until a page answers a step, milliseconds: their own scrolling is often held back for a moment. */
const PATIENCE = 90;
/** After something was pressed, or was not as expected, milliseconds. */
const LONG_PATIENCE = 400;
/** Until a phone or a server has sent what was asked for by a press, milliseconds. */
const PRESSED_PATIENCE = 6000;
/** Times at the top in which nothing comes, each twice as long as the one before, after which nothing older is there. */
const ROUNDS_AT_TOP = 4;
/** Looks in a row in which nothing new is seen, though it is not the top. */
const MOST_IDLE = 300;
/** Looks in a row that have nothing in common with what is held. */
const MOST_LOST = 100;
/** Looks in a row that fit in more than one way, before the likeliest is taken. */
const MOST_UNSURE = 3;
const MOST_PRESSES = 20;
/** Looks on the way down, each with something new. */
const MOST_DOWN = 2000;

/** Why it goes no further up by itself: nothing older comes; the chat has gone, or cannot be followed any more. */
export type Halt = 'top' | 'lost';

/** Moves through a conversation, upwards, and looks at it, such that no two looks miss each other. */
export class Upwards {
  readonly #chat: SameChat;
  readonly #gathered: Gathered;
  readonly #signal: AbortSignal;
  /** In a row: at the top without anything new; without anything new; in common with nothing; fitting in several ways. */
  #atTop = 0;
  #idle = 0;
  #lost = 0;
  #unsure = 0;
  /** Looks for which steps are to be small. */
  #careful = 0;

  /** @param signal aborted once it is to come to an end; then every wait is over at once */
  constructor(chat: SameChat, gathered: Gathered, signal: AbortSignal) {
    this.#chat = chat;
    this.#gathered = gathered;
    this.#signal = signal;
  }

  /** Goes to the newest message. */
  async toNewest(): Promise<void> {
    let last = '';
    for (let still = 0, presses = 0, looks = 0; still < 2 && looks < MOST_DOWN && !this.#signal.aborted; looks++) {
      await visible(document, this.#signal);
      const shown = await this.#chat.there(this.#signal);
      if (!shown) return;
      const pressed = presses < MOST_PRESSES && shown.open.pressNewest();
      if (pressed) presses++;
      else toBottom(shown.scroller);
      await this.#rest(shown, pressed ? LONG_PATIENCE : PATIENCE);
      const end = this.#end();
      still = end !== null && end === last && !pressed ? still + 1 : 0;
      last = end ?? '';
    }
  }

  /** What tells whether scrolling down has brought anything; null: it is not at the bottom, or not there. */
  #end(): string | null {
    const shown = this.#chat.now();
    if (!shown || fromBottom(shown.scroller) > 2) return null;
    const rows = shown.open.rows();
    return `${rows.length} ${JSON.stringify(rows.at(-1) ?? null)}`;
  }

  /** Looks at what the page shows now. null: the chat has gone. */
  async look(): Promise<Joined | null> {
    await visible(document, this.#signal);
    const shown = await this.#chat.there(this.#signal);
    if (!shown) return null;
    const rows = shown.open.rows();
    const joined = this.#gathered.add(rows, this.#unsure >= MOST_UNSURE);
    this.#idle = joined.added > 0 ? 0 : this.#idle + 1;
    if (joined.added > 0) this.#atTop = 0;
    if (joined.how === 'joined') {
      this.#lost = 0;
      if (joined.added > 0) this.#unsure = 0;
    } else this.#careful = 8;
    if (joined.how === 'unsure') this.#unsure++;
    // A page that was moved down by its user is below what is held; otherwise it has left too much out.
    if (joined.how === 'apart' && !this.#gathered.isBelow(rows)) this.#lost++;
    return joined;
  }

  /** Moves on from what {@link look} saw, and waits for what the page makes of it. */
  async move({ how }: Joined): Promise<Halt | null> {
    const shown = this.#chat.now();
    if (!shown) return (await this.#chat.there(this.#signal)) ? null : 'lost';
    if (this.#lost > MOST_LOST || this.#idle > MOST_IDLE) return 'lost';
    if (how === 'unsure') return await this.#back(shown, LARGEST_STEP / 2);
    // The first time it may only have been in the middle of its work.
    if (how === 'apart' && this.#lost > 0) return await this.#back(shown, this.#lost > 1 ? LARGEST_STEP : 0);
    if (this.#idle > 0 && fromTop(shown.scroller) <= 1) return await this.#knock(shown);
    step(shown.scroller, this.#careful-- > 0 ? LARGEST_STEP / 2 : LARGEST_STEP);
    await this.#rest(shown, PATIENCE);
    return null;
  }

  /** Down again, to what is known. */
  async #back(shown: Shown, part: number): Promise<null> {
    if (part > 0) step(shown.scroller, -part);
    await this.#rest(shown, LONG_PATIENCE / 2);
    return null;
  }

  /** At the top, and nothing new: the page is asked in its ways for what is older. */
  async #knock(shown: Shown): Promise<Halt | null> {
    const pressed = shown.open.pressOlder();
    const isTop = !pressed && shown.open.isAtTop();
    if (this.#atTop >= (isTop ? 1 : ROUNDS_AT_TOP)) return 'top';
    const patience = pressed ? PRESSED_PATIENCE : isTop ? PATIENCE : (LONG_PATIENCE / 2) * 2 ** this.#atTop;
    this.#atTop++;
    if (!pressed && !isTop) {
      // Who is at the top already does not scroll there: a little down, and up again.
      step(shown.scroller, -LARGEST_STEP / 4);
      await pause(PATIENCE, this.#signal);
      const again = this.#chat.now();
      if (again) step(again.scroller, LARGEST_STEP / 2);
    }
    await this.#rest(shown, patience);
    return null;
  }

  async #rest({ open, scroller }: Shown, patience: number): Promise<void> {
    await settled(scroller.parentElement ?? scroller, () => open.isLoading(), patience, this.#signal);
  }

  /** Leaves the page at the newest message. */
  leave(): void {
    const shown = this.#chat.now();
    if (shown && !shown.open.pressNewest()) toBottom(shown.scroller);
  }
}
