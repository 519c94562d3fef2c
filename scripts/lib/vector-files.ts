import { createHash } from 'node:crypto';
import { type Bytes, utf8 } from '@/utils/bytes';
import type { SourceEntry } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import { xorshift } from '../../tests/unit/format/load-vectors.ts';

const DAY = 1_700_000_000_000;

/** An archive of the vectors, as their description has it. */
export interface DescribedArchive {
  readonly name: string;
  readonly title: string;
  readonly problems: readonly { readonly path: string; readonly code: string }[];
  readonly files: readonly object[];
}

/** Backs up, and describes what was saved. */
export async function backUp(
  vault: Vault,
  title: string,
  entries: readonly SourceEntry[],
  signal: AbortSignal,
): Promise<DescribedArchive> {
  const { archive, problems } = await vault.backUp(entries, { title }, () => {}, signal);
  const failed = new Set(problems.map(({ path }) => path));
  const saved = entries.filter(({ path }) => !failed.has(path)).map(describe);
  return { name: archive, title, problems, files: await Promise.all(saved) };
}

async function describe({ path, file: { size, lastModified }, file: source }: SourceEntry): Promise<object> {
  const sha256 = createHash('sha256')
    .update(await source.bytes())
    .digest('hex');
  return { path, size, modifiedAt: lastModified, sha256 };
}

/** A file of any bytes. */
export function file(path: string, bytes: Bytes, lastModified = DAY): SourceEntry {
  return { path, file: new File([bytes], 'file', { lastModified }) };
}

/** A file that cannot be read. */
export function unreadable(path: string): SourceEntry {
  const refused = { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) };
  return { path, file: Object.assign(new File(['?'], 'file'), { slice: () => refused as unknown as Blob }) };
}

/**
 * An export after so many lines of chat: a text that deflates and begins the same for every number of lines, a file that
 * does not deflate, one longer than the longest chunk, and one without any.
 */
export function family(lines: number): SourceEntry[] {
  const recording = new Uint8Array(1_500_000);
  for (let at = 0; at < recording.length; at += 9973) recording[at] = at % 251;
  return [
    file('Family/_chat.txt', utf8(chat(lines)), DAY + 1),
    file('Family/photo.jpg', xorshift(50_000, 2), DAY + 2),
    file('Family/recording.opus', recording, DAY + 3),
    file('Family/empty', new Uint8Array(), DAY + 4),
  ];
}

function chat(lines: number): string {
  const words = 'the and we you on at home tomorrow dinner is called yes not Anna Ben see soon train late sun'.split(
    ' ',
  );
  const bytes = xorshift(lines * 12, 1);
  return Array.from({ length: lines }, (_, line) => {
    const said = Array.from(bytes.subarray(12 * line, 12 * line + 12), (byte) => words[byte % words.length]);
    return `[${line}] ${said.join(' ')}\n`;
  }).join('');
}
