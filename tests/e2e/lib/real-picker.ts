import type { Desktop } from './desktop.ts';
import { findBubble } from './real-picker-bubble.ts';
import { until } from './until.ts';

/** What the user answers. `always` is "on every visit", which Chromium offers only for a folder let in on an earlier visit. */
export type Permission = boolean | 'always';

/** What is answered when Chromium asks, after the dialog, whether the site may edit the files. */
export interface Answer {
  /** Null where it does not ask: the folder is open to the site already, or was picked for reading. */
  readonly allow: Permission | null;
}

/**
 * Picks a folder in the system's dialog, as a user would, and answers the question that follows. Call it once a click in the
 * page has opened the dialog, or is about to.
 * @param path absolute, of an existing folder; of ASCII characters, as they are typed
 * @throws Error when no dialog opens, or it or the question does not go away
 */
export async function pickFolder(
  desktop: Desktop,
  path: string,
  { allow }: Answer,
  signal?: AbortSignal,
): Promise<void> {
  const dialog = await openDialog(desktop, signal);
  await desktop.run('xdotool', 'key', 'ctrl+l');
  await desktop.run('xdotool', 'type', '--delay', '5', path);
  await closeDialog(desktop, dialog, 'alt+o', signal);
  if (allow !== null) await answerPermission(desktop, allow, signal);
}

/** Closes the system's dialog without picking anything. */
export async function cancelPicker(desktop: Desktop, signal?: AbortSignal): Promise<void> {
  await closeDialog(desktop, await openDialog(desktop, signal), 'Escape', signal);
}

/**
 * Answers Chromium's question whether the site may edit the files, in either of its forms ({@link findBubble}), once it asks,
 * and waits until the question is gone.
 * @throws Error when it does not ask, takes no answer, or does not offer `always`
 */
export async function answerPermission(desktop: Desktop, allow: Permission, signal?: AbortSignal): Promise<void> {
  const find = async () => findBubble(await desktop.picture());
  await until('the question of a permission', find, { signal });
  await actUntilGone(
    'the question',
    find,
    async (bubble) => {
      const button = allow === 'always' ? bubble.always : allow ? bubble.allow : bubble.refuse;
      if (!button) throw new Error('it is not offered to let the site in on every visit');
      await desktop.run('xdotool', 'mousemove', `${button.x}`, `${button.y}`, 'click', '1');
    },
    // A click within half a second of the question's appearance is not taken for meant.
    { delay: 700, signal },
  );
}

/** Waits for the dialog, with the keyboard. @returns its window */
async function openDialog(desktop: Desktop, signal: AbortSignal | undefined): Promise<string> {
  return await until(
    'the folder dialog',
    async () => {
      const dialog = await findDialog(desktop);
      return dialog !== null && (await property(desktop, '-root', '_NET_ACTIVE_WINDOW')) === dialog && dialog;
    },
    { signal },
  );
}

async function closeDialog(
  desktop: Desktop,
  dialog: string,
  key: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await actUntilGone(
    'the folder dialog',
    async () => (await findDialog(desktop)) === dialog,
    async () => void (await desktop.run('xdotool', 'key', key)),
    { delay: 0, signal },
  );
}

/** Acts on what is on the screen until it is gone; again only after three seconds, as what lies below would be met. */
async function actUntilGone<T>(
  what: string,
  find: () => Promise<T | null | false>,
  act: (found: T) => Promise<void>,
  { delay, signal }: { readonly delay: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  let next = Date.now() + delay;
  await until(
    `${what} to be gone`,
    async () => {
      const found = await find();
      if (found === null || found === false) return true;
      if (Date.now() < next) return false;
      await act(found);
      next = Date.now() + 3000;
      return false;
    },
    { signal },
  );
}

async function findDialog(desktop: Desktop): Promise<string | null> {
  for (const window of (await property(desktop, '-root', '_NET_CLIENT_LIST')).split(', ')) {
    if (window && (await property(desktop, '-id', window, 'WM_WINDOW_ROLE')).includes('GtkFileChooserDialog'))
      return window;
  }
  return null;
}

/** What xprop tells of a window's property: after `#` for windows, after `=` for words; `''` where there is none. */
async function property(desktop: Desktop, ...which: string[]): Promise<string> {
  // A window may be gone since it was listed.
  const told = await desktop.run('xprop', ...which).catch(() => '');
  return /(?:#|=) (.*)/.exec(told)?.[1] ?? '';
}
