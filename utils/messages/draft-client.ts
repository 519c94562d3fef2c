import { PasskeepError } from '@/utils/errors';
import { RpcClient } from '@/utils/rpc';
import type { SourceEntry } from '@/utils/vault/types';
import type { DraftMethods, DraftPortRequest } from './draft-port';
import { sendMessage } from './protocol';

let client: Promise<RpcClient<DraftMethods>> | undefined;

/** Adds files to a draft in the offscreen document. @throws PasskeepError TOO_MANY_FILES; INTERRUPTED where it is gone */
export async function addToDraft(draft: string, entries: readonly SourceEntry[]): Promise<void> {
  const connecting = (client ??= connect());
  connecting.catch(() => forget(connecting));
  await (await connecting).call('addToDraft', { draft, entries });
}

async function connect(): Promise<RpcClient<DraftMethods>> {
  await sendMessage('ensureOffscreen');
  const { active } = await navigator.serviceWorker.ready;
  if (!active) throw new PasskeepError('INTERRUPTED');
  const { port1, port2 } = new MessageChannel();
  const connected = new RpcClient<DraftMethods>(port1);
  port1.addEventListener('close', () => {
    connected.fail(new PasskeepError('INTERRUPTED'));
    client = undefined;
  });
  port1.start();
  active.postMessage({ draftPort: true } satisfies DraftPortRequest, [port2]);
  return connected;
}

function forget(failed: typeof client): void {
  if (client === failed) client = undefined;
}
