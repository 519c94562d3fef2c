import { readHtml } from '../html/read-html';
import type { ExportFile } from '../source/export-file';
import { headFile } from '../source/head-file';
import { DyiPage } from './html-page';

/** Whether a page begins as a thread does: with a message. @throws PasskeepError as {@link ExportFile.stream} */
export async function isDyiPage(file: ExportFile, signal: AbortSignal): Promise<boolean> {
  const page = new DyiPage();
  for await (const _ of readHtml(await headFile(file, signal), page, undefined, signal))
    if (page.found.length > 0) return true;
  return false;
}
