import type { Attachment } from '../model';

const KINDS: readonly (readonly [RegExp, Attachment['kind']])[] = [
  [/\.(?:jpe?g|png|gif|webp|avif|hei[cf]|bmp|tiff?|svg)$/i, 'image'],
  [/\.(?:mp4|m4v|mov|webm|3gpp?|mkv|avi|mpe?g|wmv)$/i, 'video'],
  [/\.(?:mp3|m4a|aac|og[ga]|opus|wav|flac|amr|caf|wma)$/i, 'audio'],
  [/\.vcf$/i, 'contact'],
];

/** What a file is by the end of its name, where an export says no more of it: `unknown` for a name without one. */
export function kindByName(name: string): Attachment['kind'] {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? (/\.[^./]+$/.test(name) ? 'file' : 'unknown');
}
