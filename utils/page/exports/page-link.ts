import { fileName } from './file-name';
import type { Sender } from './sender';

/** What a page's link, or its script, would have the browser load. */
export interface Request {
  readonly address: string;
  /** The link's `download`; null: a navigation, which becomes a download only if the answer says so. */
  readonly attribute: string | null;
  readonly history: 'push' | 'replace';
}

/**
 * Fetches once, in the browser's place, what a link of this origin would have it download, and gives the user the file
 * from here, under the same name. Where that fails, or the answer is nothing to download, the browser does it after all.
 * @param own runs what must not be taken for the page's
 */
export async function fetchInPlace(request: Request, sender: Sender, own: (act: () => void) => void): Promise<void> {
  const file = await sender.whileComing(fetchFile(request));
  if (!file) return own(() => goOn(request));
  own(() => {
    const address = URL.createObjectURL(file.blob);
    click(address, file.name);
    URL.revokeObjectURL(address);
  });
  sender.send(file.name, file.blob);
}

async function fetchFile({ address, attribute }: Request): Promise<{ name: string; blob: Blob } | null> {
  try {
    const response = await fetch(address, { mode: 'same-origin' });
    const disposition = response.headers.get('content-disposition');
    if (!response.ok || (attribute === null && !/^\s*attachment\b/i.test(disposition ?? ''))) {
      await response.body?.cancel();
      return null;
    }
    const blob = await response.blob();
    return { name: fileName({ attribute, disposition, blob, address }), blob };
  } catch {
    return null;
  }
}

function goOn({ address, attribute, history }: Request): void {
  if (attribute !== null) click(address, attribute);
  else navigation.navigate(address, { history });
}

function click(address: string, download: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = download;
  link.click();
}
