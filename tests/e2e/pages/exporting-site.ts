import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A site of our own on the loopback whose pages export in every way. */
export interface ExportingSite {
  /** Such as http://127.0.0.1:4711. */
  readonly origin: string;
  /** Paths that were asked for, in order, but for the page itself and what it is made of. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Answers for `/streamed/…`, of which the server knows nothing; as it is told what to stream by its address. */
const SERVICE_WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (!url.pathname.startsWith('/streamed/')) return;
  let parts = Number(url.searchParams.get('parts'));
  const part = new TextEncoder().encode('0123456789abcdef'.repeat(4096));
  const body = new ReadableStream({
    pull(controller) {
      if (parts-- > 0) controller.enqueue(part);
      else controller.close();
    },
  });
  const name = encodeURIComponent(url.searchParams.get('name'));
  event.respondWith(new Response(body, {
    headers: { 'content-type': 'application/octet-stream', 'content-disposition': "attachment; filename*=UTF-8''" + name },
  }));
});`;

/** A policy under which a page may fetch nothing, not even its own Blobs. */
const STRICT = "default-src 'none'; script-src 'self'; frame-src 'none'; require-trusted-types-for 'script'";

/** Starts one. `/` is a page with FileSaver, `/bare` one without any script, `/strict` one with a strict policy besides. */
export async function startExportingSite(): Promise<ExportingSite> {
  const require = createRequire(import.meta.url);
  const fileSaver = await readFile(require.resolve('file-saver'));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const answer = (type: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    const html = '<!doctype html><title>Export</title><body>';
    if (pathname === '/') return answer('text/html', `${html}<script src="/FileSaver.js"></script>`);
    if (pathname === '/bare') return answer('text/html', html);
    if (pathname === '/strict') return answer('text/html', html, { 'content-security-policy': STRICT });
    if (pathname === '/FileSaver.js') return answer('text/javascript', fileSaver);
    if (pathname === '/service-worker.js') return answer('text/javascript', SERVICE_WORKER);
    if (pathname === '/favicon.ico') return response.writeHead(404).end();
    asked.push(pathname);
    if (pathname === '/elsewhere') return response.writeHead(302, { location: `${site('localhost')}/file` }).end();
    if (pathname === '/file') {
      const disposition = 'attachment; filename="from the server.zip"';
      return answer('application/zip', `the file, ${asked.length}`, { 'content-disposition': disposition });
    }
    return response.writeHead(404).end();
  });
  const site = (host: string) => `http://${host}:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: site('127.0.0.1'),
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
