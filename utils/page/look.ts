import type { Client } from './clients';

/** What the popup learns of the page that it is opened over. */
export interface PageLook {
  /** null: no messenger that is known. */
  readonly client: Client | null;
  /** The client has an export of its own. */
  readonly exports: boolean;
  /** Whether a conversation can be read: `changed` when the page is not as it was known, with what is missing in `check`. */
  readonly chat: 'open' | 'none' | 'changed';
  readonly check: string | null;
  /** The title of the open conversation; null: none. */
  readonly title: string | null;
}
