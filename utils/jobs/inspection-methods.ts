import type { Format } from '@/utils/messengers/format';
import { inspectFiles } from '@/utils/messengers/inspect';
import { openFiles, type OpenedFiles } from '@/utils/messengers/source/open-files';
import type { ChatMarks, ExportSummary } from '@/utils/messengers/summary/summary';
import type { CallContext } from '@/utils/rpc';
import type { SourceEntry } from '@/utils/vault/types';

/** What is to be looked at, and with what it is compared. */
export interface InspectionRequest {
  readonly entries: readonly SourceEntry[];
  readonly marks: ChatMarks;
}

/** What is in the files. */
export interface Inspected {
  readonly exports: readonly ExportSummary[];
  readonly problems: OpenedFiles['problems'];
}

/** How far it is: bytes of text read, of how many; 0 while not known. */
export interface InspectionProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** How often the worker tells how far it is, be there news or not: silence means that it hangs. Milliseconds. */
const BEAT = 250;

/**
 * The methods of the worker that looks into files. It holds no key and reaches no vault: what it reads may be made to
 * break it.
 */
export function inspectionMethods(formats: readonly Format[]) {
  return {
    async inspect({ entries, marks }: InspectionRequest, { signal, tell }: CallContext): Promise<Inspected> {
      let progress: InspectionProgress = { bytesDone: 0, bytesTotal: 0 };
      const beat = setInterval(() => tell(progress), BEAT);
      try {
        const { files, problems } = await openFiles(entries, signal);
        const exports = await inspectFiles(files, formats, marks, (read) => (progress = read), signal);
        return { exports, problems };
      } finally {
        clearInterval(beat);
      }
    },
  };
}

export type InspectionMethods = ReturnType<typeof inspectionMethods>;
