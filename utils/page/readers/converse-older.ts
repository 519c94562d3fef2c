/**
 * What stands in Converse's list for messages that only the server has (src/plugins/mam-views of version 14): in view, it
 * fetches them by itself, unless whoever runs the page has switched that off; pressed, it does in any case. It looks the
 * same before and meanwhile, and each press asks once more.
 */
const PLACEHOLDER = 'converse-mam-placeholder';
/** Until a page that fetches by itself has done so. Milliseconds. */
const PATIENCE = 8000;

/** Since when each has been in view, or was pressed. */
const waiting = new WeakMap<Element, number>();
/** Those that stood there when the messages were read. */
const met = new WeakSet<Element>();

/** Notes that the messages are read now. */
export function meet(scroller: Element): void {
  for (const placeholder of scroller.querySelectorAll(PLACEHOLDER)) met.add(placeholder);
}

/**
 * Whether something in view is about to be replaced by messages. Not so where messages have come since they were read: the
 * next placeholder may be in view at once, and the list lets go of what it held while it fetches on and on.
 */
export function isFetching(scroller: Element): boolean {
  return inView(scroller).some((placeholder) => met.has(placeholder) && waitedFor(placeholder) < PATIENCE);
}

/** Presses what is in view and has not fetched anything by itself. */
export function fetchOlder(scroller: Element): boolean {
  const [idle] = inView(scroller).filter((placeholder) => waitedFor(placeholder) >= PATIENCE);
  const link = idle?.querySelector('a');
  if (!idle || !link) return false;
  waiting.set(idle, performance.now());
  link.click();
  return true;
}

function inView(scroller: Element): Element[] {
  const view = scroller.getBoundingClientRect();
  return [...scroller.querySelectorAll(PLACEHOLDER)].filter((placeholder) => {
    const { top, bottom } = placeholder.getBoundingClientRect();
    return bottom > view.top && top < view.bottom;
  });
}

function waitedFor(placeholder: Element): number {
  const now = performance.now();
  const since = waiting.get(placeholder) ?? now;
  waiting.set(placeholder, since);
  return now - since;
}
