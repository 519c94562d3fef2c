import type { Page } from 'puppeteer-core';

/**
 * Folders of the extension's private file system (OPFS), in place of folders that a user would pick: headless Chromium has
 * no picker. Their handles are real ones, with a grant. A folder is named by its way from the root, parts joined by `/`; the root is ''.
 */

/** Has the page's folder picker give this folder, made where it is not there, until the page is loaded anew. */
export async function pickNext(page: Page, folder: string): Promise<void> {
  await page.evaluate((way) => {
    const showDirectoryPicker = async () => {
      let handle = await navigator.storage.getDirectory();
      for (const part of way.split('/').filter(Boolean))
        handle = await handle.getDirectoryHandle(part, { create: true });
      return handle;
    };
    Object.assign(window, { showDirectoryPicker });
  }, folder);
}

/** Every file in a folder, by path; empty where the folder is not there. For small ones. */
export async function filesIn(page: Page, folder: string): Promise<Map<string, Buffer>> {
  const found = await page.evaluate(async (way) => {
    const files: [string, string][] = [];
    const visit = async (handle: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, child] of handle.entries()) {
        if (child.kind === 'directory') {
          await visit(child as FileSystemDirectoryHandle, `${path}${name}/`);
          continue;
        }
        const file = await (child as FileSystemFileHandle).getFile();
        files.push([`${path}${name}`, new Uint8Array(await file.arrayBuffer()).toBase64()]);
      }
    };
    try {
      let handle = await navigator.storage.getDirectory();
      for (const part of way.split('/').filter(Boolean)) handle = await handle.getDirectoryHandle(part);
      await visit(handle, '');
    } catch (thrown) {
      if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
    }
    return files;
  }, folder);
  return new Map(found.map(([path, base64]) => [path, Buffer.from(base64, 'base64')]));
}

/** Writes files into a folder. */
export async function putFiles(page: Page, folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const list = [...files].map(([path, bytes]) => [`${folder}/${path}`, Buffer.from(bytes).toString('base64')] as const);
  await page.evaluate(async (all) => {
    for (const [path, base64] of all) {
      const parts = path.split('/');
      const name = parts.pop() ?? '';
      let handle = await navigator.storage.getDirectory();
      for (const part of parts) handle = await handle.getDirectoryHandle(part, { create: true });
      const writing = await (await handle.getFileHandle(name, { create: true })).createWritable();
      await writing.write(Uint8Array.fromBase64(base64));
      await writing.close();
    }
  }, list);
}

/** Deletes a folder with all that is in it. */
export async function dropFolder(page: Page, folder: string): Promise<void> {
  await page.evaluate(async (way) => {
    const parts = way.split('/');
    const name = parts.pop() ?? '';
    let handle = await navigator.storage.getDirectory();
    for (const part of parts) handle = await handle.getDirectoryHandle(part);
    await handle.removeEntry(name, { recursive: true });
  }, folder);
}
