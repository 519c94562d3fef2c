import { isDraftPortRequest } from '@/utils/messages/draft-port';
import { offscreenClient } from './offscreen-client';

/** Passes a port for files on to the offscreen document; closes it where that is not open. */
export async function passDraftPort({ data, ports: [port] }: Pick<MessageEvent, 'data' | 'ports'>): Promise<void> {
  if (!isDraftPortRequest(data) || !port) return;
  const offscreen = await offscreenClient();
  if (offscreen) offscreen.postMessage(data, [port]);
  else port.close();
}
