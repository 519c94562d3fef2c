import type { Bytes } from '@/utils/bytes';

/** What comes out of a download's port: some of its bytes, or that it has come to its end or failed. */
export type DownloadPiece = Bytes | 'end' | 'failed';
/** What goes into it: one more batch, or no more. */
export type DownloadWish = 'more' | 'stop';

/** The bytes of a download from its port. Fails where the download does, or where whoever fills it is gone. */
export function downloadStream(port: MessagePort): ReadableStream<Bytes> {
  const ask = (wish: DownloadWish) => port.postMessage(wish, []);
  // What was on its way when the port was closed may still come.
  const over = new AbortController();
  const end = () => {
    over.abort();
    port.close();
  };
  return new ReadableStream<Bytes>({
    start(controller) {
      const fail = () => {
        controller.error(new Error('the download has failed'));
        end();
      };
      const take = ({ data }: MessageEvent<DownloadPiece>) => {
        if (data === 'failed') return fail();
        if (data !== 'end') return controller.enqueue(data);
        controller.close();
        end();
      };
      port.addEventListener('message', take, { signal: over.signal });
      port.addEventListener('close', fail, { signal: over.signal });
      port.start();
      // One more than is waited for, so that the next comes while this one is passed on.
      ask('more');
    },
    pull: () => ask('more'),
    cancel() {
      ask('stop');
      end();
    },
  });
}
