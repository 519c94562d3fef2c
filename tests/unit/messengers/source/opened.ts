import { concat } from '@/utils/bytes';
import type { PasskeepError } from '@/utils/errors';
import type { ExportFile } from '@/utils/messengers/source/export-file';
import { openFiles } from '@/utils/messengers/source/open-files';
import type { Problem } from '@/utils/messengers/source/problems';
import { GO_ON } from '../lib/read';

/** All bytes of a file. */
export async function bytesIn(file: ExportFile): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  for await (const block of file.stream(GO_ON)) blocks.push(block);
  return concat(blocks);
}

/** What was opened: the text of each file, or the code of the error that reading it ended with. */
export async function opened(
  given: Readonly<Record<string, Blob | Uint8Array>>,
): Promise<{ texts: Record<string, string>; problems: readonly Problem[]; files: readonly ExportFile[] }> {
  const entries = Object.entries(given).map(([path, content]) => ({
    path,
    file: (content instanceof Blob ? content : new Blob([new Uint8Array(content)])) as File,
  }));
  const { files, problems } = await openFiles(entries, GO_ON);
  const texts: Record<string, string> = {};
  for (const file of files)
    texts[file.path] = await bytesIn(file).then(
      (bytes) => new TextDecoder().decode(bytes),
      (thrown: unknown) => `! ${(thrown as PasskeepError).code}`,
    );
  return { texts, problems, files };
}
