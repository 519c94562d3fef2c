/** What scrolls an element: the nearest around it, or itself, that scrolls what does not fit; null where nothing does. */
export function scrollerOf(element: Element | null): Element | null {
  for (let at = element; at !== null; at = at.parentElement) {
    if (/auto|scroll|overlay/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}
