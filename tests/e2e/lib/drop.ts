import type { ElementHandle, Page } from 'puppeteer-core';
import { protocolOf } from './protocol.ts';

/** Drops files and folders of this machine on an element, as a drag from the file manager does. */
export async function dropPaths(page: Page, target: ElementHandle, paths: readonly string[]): Promise<void> {
  await target.scrollIntoView();
  const { x, y } = await target.clickablePoint();
  const protocol = await protocolOf(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await protocol.send('Input.dispatchDragEvent', { type, x, y, data });
}

/** Picks files in an `input[type=file]`. Folders are dropped: an input's `webkitdirectory` does not reliably take one. */
export async function pickPaths(input: ElementHandle<Element>, paths: readonly string[]): Promise<void> {
  await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
}
