/** What is used here of a service worker's own types, which TypeScript has not got beside a page's. */
interface ServiceWorkerScope {
  readonly clients: { matchAll(options: { includeUncontrolled: boolean; type: 'all' }): Promise<readonly Client[]> };
}
interface Client {
  readonly url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** The offscreen document, as its service worker speaks with it; undefined where it is not open. */
export async function offscreenClient(): Promise<Client | undefined> {
  const { clients } = self as unknown as ServiceWorkerScope;
  const documents = await clients.matchAll({ includeUncontrolled: true, type: 'all' });
  return documents.find(({ url }) => new URL(url).pathname === '/offscreen.html');
}
