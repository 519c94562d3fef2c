/**
 * What passes between the script among the page's own (MAIN world) and the one beside them (isolated), on a MessagePort.
 * The page can speak on it as well as the hook: what comes is checked (`sound-file.ts`), and can spoil its own capture only.
 * The other way goes one message, of whatever kind: the hook ends.
 */

/**
 * The name of the one event at the window that brings the port. Unlike a window message it disturbs nothing in the page: what
 * listens there to messages would get that as well.
 */
export const GREETING = 'f1a7c2e9-exports';

/** To the isolated script. */
export type FromHook =
  /** A file that the page let the user download. `name`: '' where nothing names it. */
  | { readonly type: 'file'; readonly name: string; readonly blob: Blob }
  /** The same, by its address (`blob:` or `data:`): made before the hook was there, and the page may not fetch it. */
  | { readonly type: 'address'; readonly name: string; readonly address: string }
  /** Whether files are on their way that have not come yet. */
  | { readonly type: 'coming'; readonly some: boolean };
