/**
 * Times of messages. Unless its user wants them all, Element shows only that of the message that the pointer is on: so each
 * is told that the pointer is on it and, once its time has been seen, that it has left.
 */

/** Looks at a tile after which its time is given up. */
const MOST_LOOKS = 8;

/** A tile whose time has been asked for, or is known. */
interface Asked {
  readonly event: string;
  looks: number;
  clock: string;
}

const asked = new WeakMap<Element, Asked>();

/** The time of a tile, as Element writes it; '' while it is not known. */
export function clockOf(tile: Element): string {
  return shownIn(tile) || (knownOf(tile)?.clock ?? '');
}

/** Asks for the times that are not shown; whether some of them are still to come. */
export function awaitClocks(tiles: readonly Element[]): boolean {
  return tiles.map(ask).includes(true);
}

function ask(tile: Element): boolean {
  const known = knownOf(tile);
  const clock = shownIn(tile);
  if (!known) {
    asked.set(tile, { event: eventOf(tile), looks: 0, clock });
    if (clock === '') point(tile, 'mouseover');
    return clock === '';
  }
  if (known.clock !== '' || known.looks > MOST_LOOKS) return false;
  known.looks++;
  known.clock = clock;
  const isOver = clock !== '' || known.looks > MOST_LOOKS;
  if (isOver) point(tile, 'mouseout');
  return !isOver;
}

/** A tile may have been used again for another event. */
function knownOf(tile: Element): Asked | undefined {
  const known = asked.get(tile);
  return known?.event === eventOf(tile) ? known : undefined;
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
