import { toFailure } from '@/utils/errors';
import { findExports } from './find';
import type { ChatAnswers, Format, FoundExport, ReadOptions } from './format';
import { EXCERPT } from './model';
import type { ExportFile } from './source/export-file';
import { Summariser } from './summary/summarise';
import { type ChatMarks, type ExportSummary, splitMarkKey } from './summary/summary';

/** Told on the way: bytes of text read, of how many. */
export type OnInspected = (progress: { readonly bytesDone: number; readonly bytesTotal: number }) => void;

/**
 * Recognises the exports among files and reads each through once, for what is said of it before it is backed up.
 * @param marks what earlier archives have of their chats
 * @throws PasskeepError as {@link FoundExport.read}
 */
export async function inspectFiles(
  files: readonly ExportFile[],
  formats: readonly Format[],
  marks: ChatMarks,
  tell: OnInspected,
  signal: AbortSignal,
): Promise<readonly ExportSummary[]> {
  const found = await findExports(files, formats, signal);
  const bytesTotal = found.flatMap((one) => one.files).reduce((sum, { size }) => sum + size, 0);
  let bytesDone = 0;
  const onBytes = (bytes: number): void => tell({ bytesDone: (bytesDone += bytes), bytesTotal });
  const answers = answersIn(marks);
  const summaries: ExportSummary[] = [];
  for (const one of found) {
    const options = { answers: answers.get(one.messenger) ?? new Map<string, ChatAnswers>(), onBytes };
    summaries.push(await summarise(one, marks, options, signal));
  }
  return summaries;
}

/**
 * Reads one export through, for its summary. Where it cannot be read to its end, that is one more piece that was not
 * understood: the other exports, and what was read of it before, are as good.
 * @throws the reason of an abort
 */
async function summarise(
  found: FoundExport,
  marks: ChatMarks,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<ExportSummary> {
  const summariser = new Summariser(found, marks);
  try {
    for await (const events of found.read(options, signal)) for (const event of events) summariser.take(event);
  } catch (thrown) {
    signal.throwIfAborted();
    const { detail } = toFailure(thrown);
    const excerpt = String(detail?.['message'] ?? '').slice(0, EXCERPT);
    summariser.take({ type: 'unparsed', unparsed: { file: found.path, line: null, reason: 'unreadable', excerpt } });
  }
  return summariser.summary();
}

/** What earlier archives have of the answers, by messenger and chat. */
function answersIn(marks: ChatMarks): ReadonlyMap<string, ReadonlyMap<string, ChatAnswers>> {
  const answers = new Map<string, Map<string, ChatAnswers>>();
  for (const [key, { dayFirst }] of marks) {
    if (dayFirst === undefined) continue;
    const [messenger, chat] = splitMarkKey(key);
    const known = answers.get(messenger) ?? new Map<string, ChatAnswers>();
    answers.set(messenger, known.set(chat, { dayFirst }));
  }
  return answers;
}
