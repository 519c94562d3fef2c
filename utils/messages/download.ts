import { downloadStream } from './download-stream';

/**
 * Downloads of any size, never whole in memory: the app goes to an address of the extension, the service worker answers
 * it with a stream that the offscreen document's worker fills, and the browser saves that as it would any download.
 */
const PREFIX = '/download/';

/** The address that a restore to a download is fetched from, once, right after it was queued. */
export function downloadPath(jobId: string): string {
  return `${PREFIX}${encodeURIComponent(jobId)}`;
}

/** The job whose download is at this address, or null when the address is another. */
export function downloadOf(url: URL): string | null {
  return url.pathname.startsWith(PREFIX) ? decodeURIComponent(url.pathname.slice(PREFIX.length)) : null;
}

/** What the service worker asks of the offscreen document, with a port for the {@link DownloadAnswer}. */
export interface DownloadRequest {
  readonly download: string;
}

/** The port is transferred, see `downloadStream`; null when there is no such download. */
export type DownloadAnswer = {
  readonly name: string;
  /** Bytes; null where not known before. */
  readonly size: number | null;
  readonly port: MessagePort;
} | null;

/** The response that the browser saves as a file. */
export function downloadResponse(answer: DownloadAnswer): Response {
  // Without content the browser stays where it is.
  if (!answer) return new Response(null, { status: 204 });
  const headers = new Headers({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeRfc5987(answer.name)}`,
  });
  if (answer.size !== null) headers.set('content-length', String(answer.size));
  return new Response(downloadStream(answer.port), { headers });
}

/** Percent-encodes what RFC 5987 does not let stand in a header's extended value. */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
