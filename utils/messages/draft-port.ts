import type { SourceEntry } from '@/utils/vault/types';

/**
 * Files go from the app to the offscreen document through a port of their own: a message of the extension's takes half a
 * millisecond for each file, a port hardly any time. The service worker passes its other end on, once.
 */
export interface DraftPortRequest {
  readonly draftPort: true;
}

/** Whether a message to the service worker, or from it, brings a {@link DraftMethods} port. */
export function isDraftPortRequest(data: unknown): data is DraftPortRequest {
  return typeof data === 'object' && data !== null && 'draftPort' in data && data.draftPort === true;
}

/** What is called on the port. */
export type DraftMethods = {
  /** Adds files to a backup that has not started; `draft` is any unique name. Fails with TOO_MANY_FILES. */
  addToDraft(data: { readonly draft: string; readonly entries: readonly SourceEntry[] }): Promise<void>;
};
