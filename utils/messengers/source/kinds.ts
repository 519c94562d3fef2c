/**
 * Files whose names say that they are neither text nor a container of an export: pictures, sound, film, documents, and
 * what is a zip inside but is never looked into. Only spares work: nothing is recognised by it.
 */
const SEALED = new RegExp(
  `\\.(?:${[
    'jpe?g|jfif|png|gif|webp|avif|hei[cf]|bmp|tiff?|svg|ico|psd|dng',
    'mp[34]|m4[avb]|mov|3gpp?|3g2|avi|mkv|webm|mpe?g|wmv|flv|opus|og[agv]|aac|amr|wav|flac|caf|wma|tgs|was',
    'pdf|docx?|xlsx?|pptx?|od[tsp]|epub|pages|numbers|key|rtf|vcf|ics',
    'apk|xapk|jar|ipa|exe|dmg|iso|rar|7z|gz|bz2|xz|ttf|otf|woff2?',
  ].join('|')})$`,
  'i',
);

/** Whether a file's name says that there is no use in looking into it. */
export function isSealed(path: string): boolean {
  return SEALED.test(path);
}

/** What a file that holds others is. */
export type Container = 'zip' | 'tar';

/** Bytes of a file's beginning that tell. */
export const TELLING = 512;

/** What a file holds others as, by its first {@link TELLING} bytes; null: it holds none. */
export function containerOf(head: Uint8Array): Container | null {
  if (head[0] === 0x50 && head[1] === 0x4b && MARKS.has(`${head[2]} ${head[3]}`)) return 'zip';
  return isTarHeader(head) ? 'tar' : null;
}

/** What follows `PK` at a zip's start: a file's header, the end of an empty zip, the marks of one in volumes. APPNOTE.TXT, 4.3. */
const MARKS: ReadonlySet<string> = new Set(['3 4', '5 6', '7 8', '48 48']);

/** Whether 512 bytes are a header in a tar with a right checksum. POSIX.1-1988 ustar, and what GNU makes of it. */
export function isTarHeader(header: Uint8Array): boolean {
  if (header.length < TELLING || String.fromCharCode(...header.subarray(257, 262)) !== 'ustar') return false;
  let sum = 0;
  for (let at = 0; at < TELLING; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] as number);
  return sum === Number.parseInt(String.fromCharCode(...header.subarray(148, 156)), 8);
}
