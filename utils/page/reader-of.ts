import type { Page, PageReader } from './reader';

/** The reader of the client that a page is; null: none that is known. */
export function readerOf(page: Page, readers: readonly PageReader[]): PageReader | null {
  return readers.find((one) => isHere(one, page)) ?? null;
}

/** A reader that stumbles over a stranger's page does not hide the others. */
function isHere(reader: PageReader, page: Page): boolean {
  try {
    return reader.isHere(page);
  } catch {
    return false;
  }
}
