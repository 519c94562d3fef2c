/** Of what is seen at once: less than all of it, so that two looks overlap. */
export const LARGEST_STEP = 0.8;

/** Pixels from the top of what scrolls to the top of what is seen, also where it scrolls from bottom to top. */
export function fromTop(scroller: Element): number {
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  return isReversed(scroller) ? scrollHeight - clientHeight + scrollTop : scrollTop;
}

/** Pixels from the bottom of what is seen to the bottom of what scrolls. */
export function fromBottom(scroller: Element): number {
  return scroller.scrollHeight - scroller.clientHeight - fromTop(scroller);
}

/** Moves up (or down, below 0) by a part of what is seen. */
export function step(scroller: Element, part: number): void {
  const by = -Math.max(1, Math.round(scroller.clientHeight * Math.abs(part))) * Math.sign(part);
  scroller.scrollTo({ top: scroller.scrollTop + by, behavior: 'instant' });
}

/** Moves to the bottom. */
export function toBottom(scroller: Element): void {
  scroller.scrollTo({ top: isReversed(scroller) ? 0 : scroller.scrollHeight, behavior: 'instant' });
}

/** In a flex box from bottom to top the newest is at 0, and what is older at negative places. */
function isReversed(scroller: Element): boolean {
  return scroller.scrollTop < 0 || getComputedStyle(scroller).flexDirection === 'column-reverse';
}
