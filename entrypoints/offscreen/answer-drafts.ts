import type { Keeper } from '@/utils/jobs/keeper';
import { type DraftMethods, isDraftPortRequest } from '@/utils/messages/draft-port';
import { serve } from '@/utils/rpc';

/** Takes files for drafts from the ports that the service worker passes on. */
export function answerDrafts(keeper: () => Promise<Keeper>): void {
  navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }: MessageEvent) => {
    if (!isDraftPortRequest(data) || !port) return;
    const methods: DraftMethods = {
      addToDraft: async ({ draft, entries }) => (await keeper()).jobs.addToDraft(draft, entries),
    };
    serve(port, methods);
    port.start();
  });
}
