/**
 * What passes between the script among the page's own (MAIN world) and the one beside them (isolated), on a MessagePort.
 * The page can speak on it as well as the hook: what comes is checked (`sound-file.ts`), and can spoil its own capture only.
 * Nothing goes the other way: the hook ends when the port is closed.
 */

/** The data of the one window message that brings the port; seen by the page's own listeners at worst, and tells them nothing. */
export const GREETING = 'exports';

/** To the isolated script. */
export type FromHook =
  /** A file that the page let the user download. `name`: '' where nothing names it. */
  | { readonly type: 'file'; readonly name: string; readonly blob: Blob }
  /** The same, by its address (`blob:` or `data:`): made before the hook was there, and the page may not fetch it. */
  | { readonly type: 'address'; readonly name: string; readonly address: string }
  /** Whether files are on their way that have not come yet. */
  | { readonly type: 'coming'; readonly some: boolean };
