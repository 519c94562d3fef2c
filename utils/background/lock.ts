import { sendMessage } from '@/utils/messages/protocol';
import { isOffscreenOpen } from './offscreen';

/** Locks, as Lock now does. Where the offscreen document is not there, nothing is open: it is not opened for this. */
export async function lock(): Promise<void> {
  if (await isOffscreenOpen()) await sendMessage('lock');
}

/** The same when the system has locked, where the user wants that. */
export async function lockWithSystem(): Promise<void> {
  if (!(await isOffscreenOpen())) return;
  const state = await sendMessage('getState');
  if (state.ok && state.value.lockWithSystem) await sendMessage('lock');
}
