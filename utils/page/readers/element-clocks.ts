/** Looks at a tile after which its time is given up. */
const MOST_LOOKS = 8;

/** A tile whose time has been asked for, or is known. */
interface Asked {
  readonly event: string;
  looks: number;
  clock: string;
}

/**
 * Times of messages. Unless its user wants them all, Element shows only that of the message that the pointer is on: so each
 * is told that the pointer is on it, and, once its time has been seen, that it has left.
 */
export class ElementClocks {
  readonly #asked = new WeakMap<Element, Asked>();

  /** The time of a tile, as Element writes it; '' while it is not known. */
  of(tile: Element): string {
    return shownIn(tile) || (this.#known(tile)?.clock ?? '');
  }

  /** Asks for the times that are not shown; whether some of them are still to come. */
  await(tiles: readonly Element[]): boolean {
    return tiles.map((tile) => this.#ask(tile)).includes(true);
  }

  #ask(tile: Element): boolean {
    const asked = this.#known(tile);
    const clock = shownIn(tile);
    if (!asked) {
      this.#asked.set(tile, { event: eventOf(tile), looks: 0, clock });
      if (clock === '') point(tile, 'mouseover');
      return clock === '';
    }
    if (asked.clock !== '' || asked.looks > MOST_LOOKS) return false;
    asked.looks++;
    asked.clock = clock;
    if (clock !== '' || asked.looks > MOST_LOOKS) point(tile, 'mouseout');
    return clock === '' && asked.looks <= MOST_LOOKS;
  }

  #known(tile: Element): Asked | undefined {
    const asked = this.#asked.get(tile);
    return asked?.event === eventOf(tile) ? asked : undefined;
  }
}

function eventOf(tile: Element): string {
  return tile.getAttribute('data-event-id') ?? '';
}

function shownIn(tile: Element): string {
  const times = [...tile.querySelectorAll('.mx_MessageTimestamp')].filter((time) => !time.closest('.mx_ReplyChain'));
  return times.map((time) => time.textContent?.trim() ?? '').find((text) => text !== '') ?? '';
}

function point(tile: Element, type: 'mouseover' | 'mouseout'): void {
  tile.dispatchEvent(new MouseEvent(type, { bubbles: true }));
}
