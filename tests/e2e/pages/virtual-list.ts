/** One row of a fake messenger's list. */
export interface FakeRow {
  /** One element. */
  readonly html: string;
  /** One element that holds all rows which follow each other with the same `group`, after what is in it already. */
  readonly group?: string;
}

/** A conversation in a fake messenger, with the manners of the real ones. */
export interface FakeList {
  /** Oldest first; day dividers are rows too. */
  readonly rows: readonly FakeRow[];
  /** What scrolls, as a selector; the page gives it a height. */
  readonly scroller: string;
  /** Where the rows are put: the scroller itself, or in it. */
  readonly list: string;
  /** The scroller is a flex box from bottom to top: 0 is the newest, and older ones are at negative places. */
  readonly reverse?: boolean;
  /** Rows in the DOM at once; their elements are used again for others. 60. */
  readonly live?: number;
  /** Rows that come from the "server" at once. 40. */
  readonly page?: number;
  /** Until they come, milliseconds. 15. */
  readonly delay?: number;
  /** The page opens with this row as the last one it has, not with the newest. */
  readonly lastShown?: number;
  /** Shown above the rows while older ones come: one element. */
  readonly loading?: string;
  /** Shown above the rows once all are there: one element. */
  readonly top?: string;
  /** Shown above the rows; only a click on it loads older ones: one element. */
  readonly older?: string;
  /** Shown beside the scroller while the newest are not there; a click on it brings them: one element. */
  readonly newest?: string;
}

/** What a test can do to a fake list, in the page: `fakeList.append(…)`. */
export interface FakeListHandle {
  append(row: FakeRow): void;
  /** Changes a row in place, as an edited message does. */
  replace(index: number, row: FakeRow): void;
}

/**
 * A page with a list. @param body holds the elements that the list names; styles belong in `head`
 */
export function listPage(list: FakeList, { head = '', body = '', html = 'lang="en"' }): string {
  const config = JSON.stringify(list).replaceAll('<', '\\u003c');
  return `<!doctype html><html ${html}><head><meta charset="utf-8">${head}</head><body>${body}
<script>(${runList.toString()})(${config})</script></body></html>`;
}

/** Runs in the page. */
function runList(config: FakeList): void {
  const { reverse = false, live = 60, page = 40, delay = 15 } = config;
  const rows = [...config.rows];
  const scroller = document.querySelector(config.scroller) as HTMLElement;
  const list = document.querySelector(config.list) as HTMLElement;
  const heights = new Map<number, number>();
  const pool: HTMLElement[] = [];
  const above = spacer();
  const below = spacer();
  const shown = new Map<number, HTMLElement>();
  let to = config.lastShown === undefined ? rows.length : config.lastShown + 1;
  let from = Math.max(0, to - page);
  let busy = false;
  let edge: Element | null = null;
  let newest: Element | null = null;

  scroller.style.overflowAnchor = 'none';
  if (reverse) Object.assign(scroller.style, { display: 'flex', flexDirection: 'column-reverse' });
  if (reverse && list === scroller) throw new Error('a reversed scroller needs a list of its own in it');
  Object.assign(globalThis, {
    fakeList: {
      append(row: FakeRow) {
        const atEnd = to === rows.length;
        rows.push(row);
        if (atEnd) to = rows.length;
        render();
      },
      replace(index: number, row: FakeRow) {
        rows[index] = row;
        const element = shown.get(index);
        if (element) fill(element, row);
      },
    } satisfies FakeListHandle,
  });
  render();
  place(scroller.scrollHeight);
  render();
  scroller.addEventListener('scroll', () => requestAnimationFrame(() => (render(), load())));
  load();

  /** From the top of what scrolls to the top of what is seen. */
  function at(): number {
    return reverse ? scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop : scroller.scrollTop;
  }
  function place(top: number): void {
    scroller.scrollTop = reverse ? top - scroller.scrollHeight + scroller.clientHeight : top;
  }
  function heightOf(index: number): number {
    return heights.get(index) ?? 40;
  }

  function load(): void {
    if (busy) return;
    if (at() < scroller.clientHeight / 2 && from > 0 && !config.older) fetchOlder();
    else if (at() + scroller.clientHeight * 1.5 > scroller.scrollHeight && to < rows.length) fetchNewer();
  }
  function fetchOlder(): void {
    later(() => (from = Math.max(0, from - page)), config.loading);
  }
  function fetchNewer(): void {
    later(() => (to = Math.min(rows.length, to + page)));
  }
  function later(change: () => void, sign?: string): void {
    busy = true;
    if (sign) showEdge(sign);
    setTimeout(() => {
      busy = false;
      change();
      render();
      load();
    }, delay);
  }

  function render(): void {
    const inOrder = [...shown].toSorted(([a], [b]) => a - b);
    const anchor = inOrder.find(([, element]) => element.getBoundingClientRect().bottom > top());
    const anchorAt = anchor?.[1].getBoundingClientRect().top;
    let first = from;
    if (anchor) first = anchor[0];
    else for (let y = edgeHeight(); first < to - 1 && y + heightOf(first) < at(); first++) y += heightOf(first);
    // What is seen comes after a third of all that is there.
    first = Math.max(from, Math.min(first - Math.floor(live / 3), to - live));
    const last = Math.min(to, first + live);
    for (const index of [...shown.keys()]) if (index < first || index >= last) recycle(index);
    const wanted: Node[] = [];
    let group: HTMLElement | null = null;
    let groupHtml = '';
    for (let index = first; index < last; index++) {
      const row = rows[index] as FakeRow;
      let element = shown.get(index);
      if (!element) shown.set(index, (element = fill(pool.pop() ?? parse(row.html), row)));
      if (row.group === undefined) wanted.push(element);
      else {
        if (!group || groupHtml !== row.group) wanted.push((group = parse(row.group)));
        group.append(element);
      }
      if (row.group === undefined) group = null;
      groupHtml = row.group ?? '';
    }
    // What has no height is not there: an empty element may say something in a page.
    const hidden = [sum(from, first), sum(last, to)] as const;
    above.style.height = `${hidden[0]}px`;
    below.style.height = `${hidden[1]}px`;
    const edges = edge ? [edge] : [];
    list.replaceChildren(...edges, ...(hidden[0] ? [above] : []), ...wanted, ...(hidden[1] ? [below] : []));
    for (const [index, element] of shown) heights.set(index, element.getBoundingClientRect().height);
    if (!busy) showEdge(from === 0 ? config.top : config.older);
    showNewest();
    const kept = anchor && shown.get(anchor[0]);
    if (kept && anchorAt !== undefined) {
      const moved = kept.getBoundingClientRect().top - anchorAt;
      if (Math.abs(moved) > 0.5) place(at() + moved);
    }
  }
  function recycle(index: number): void {
    const element = shown.get(index) as HTMLElement;
    pool.push(element);
    element.remove();
    shown.delete(index);
  }
  function top(): number {
    return scroller.getBoundingClientRect().top;
  }
  function sum(a: number, b: number): number {
    let all = 0;
    for (let index = a; index < b; index++) all += heightOf(index);
    return all;
  }
  function edgeHeight(): number {
    return edge?.getBoundingClientRect().height ?? 0;
  }

  function showEdge(html: string | undefined): void {
    edge?.remove();
    edge = html ? parse(html) : null;
    if (!edge) return;
    list.prepend(edge);
    if (html === config.older) edge.addEventListener('click', () => void (busy || fetchOlder()));
  }
  function showNewest(): void {
    const wanted = to < rows.length && config.newest;
    if (wanted && !newest) {
      newest = parse(wanted);
      newest.addEventListener('click', () => {
        later(() => {
          to = rows.length;
          from = Math.max(0, to - page);
          for (const index of [...shown.keys()]) recycle(index);
          render();
          place(scroller.scrollHeight);
        });
      });
      scroller.after(newest);
    } else if (!wanted && newest) {
      newest.remove();
      newest = null;
    }
  }

  function spacer(): HTMLElement {
    const element = document.createElement('div');
    element.setAttribute('aria-hidden', 'true');
    element.style.flex = 'none';
    return element;
  }
  function parse(html: string): HTMLElement {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild as HTMLElement;
  }
  /** The element as the row is, one that showed another row before included. */
  function fill(old: HTMLElement, row: FakeRow): HTMLElement {
    const fresh = parse(row.html);
    if (old.localName !== fresh.localName) return fresh;
    for (const { name } of [...old.attributes]) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
    old.replaceChildren(...fresh.childNodes);
    return old;
  }
}
