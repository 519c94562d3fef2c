import { type Bytes, concat } from '@/utils/bytes';
import { encodingOf } from '../text/lines';
import type { ExportFile } from '../source/export-file';

/** Bytes by which a text's encoding is known: those of its mark. */
const MARK = 3;

/**
 * A file's bytes as UTF-8 without a byte order mark, whichever Unicode it is in by that mark. Bytes that are no UTF-8 stay.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* utf8Blocks(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<Bytes> {
  let recode: ((block: Bytes) => Bytes) | null = null;
  let head: Bytes = new Uint8Array();
  for await (const block of file.stream(signal)) {
    if (recode) yield recode(block);
    else {
      head = concat([head, block]);
      if (head.length >= MARK) {
        recode = recoder(head);
        yield recode(withoutMark(head));
      }
    }
    onBytes?.(block.length);
  }
  yield recode ? recode(new Uint8Array()) : recoder(head)(head);
}

function withoutMark(head: Bytes): Bytes {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(MARK) : head;
}

function recoder(head: Bytes): (block: Bytes) => Bytes {
  const encoding = encodingOf(head);
  if (encoding === 'utf-8') return (block) => block;
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (block) => encoder.encode(decoder.decode(block, { stream: true }));
}
