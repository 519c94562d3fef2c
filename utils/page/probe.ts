import type { PageLook } from './look';
import { PageError } from './page-error';
import type { OpenChat, Page, PageReader } from './reader';
import { readerOf } from './reader-of';

/** Characters of a title that are told; the popup shows a line or two of it. */
const MOST_TITLE = 200;

const HTML: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml']);

/**
 * What the popup is told of a page. Only looks: leaves nothing in the page and takes nothing along.
 * @returns null where there is nothing to read: no page of the web, or a PDF, a picture or plain text in the place of one
 */
export function probe(page: Page, readers: readonly PageReader[]): PageLook | null {
  if (!/^https?:$/.test(page.url.protocol) || !HTML.has(page.document.contentType)) return null;
  const reader = readerOf(page, readers);
  if (!reader) return { client: null, exports: false, chat: 'none', check: null, title: null };
  const { client, exports } = reader;
  try {
    return { client, exports, chat: 'open', check: null, title: titleOf(reader.open(page)) };
  } catch (thrown) {
    if (!(thrown instanceof PageError)) return { client, exports, chat: 'changed', check: 'unforeseen', title: null };
    return { client, exports, chat: thrown.trouble, check: thrown.check, title: null };
  }
}

function titleOf({ chat }: OpenChat): string | null {
  return chat.title.slice(0, MOST_TITLE) || null;
}
