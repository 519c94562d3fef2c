import type { Messenger } from '@/utils/messengers/model';
import type { ChatSummary } from '@/utils/messengers/summary/summary';

/** What one sample has in it, as found by reading it, not by running the parser. */
export interface ExpectedExport {
  /** File or folder below the samples' folder; given alone, it is this one export. */
  readonly path: string;
  readonly messenger: Messenger;
  readonly variant?: string;
  /** In any order. */
  readonly chats: readonly ExpectedChat[];
  /** Pieces that are not understood. */
  readonly unparsed: number;
}

type Told = 'messages' | 'system' | 'participants' | 'attachments' | 'attachmentsMissing' | 'first' | 'last';

/** The numbers of one chat; what is absent is not compared, but for `dayFirst`. */
export interface ExpectedChat extends Pick<ChatSummary, Told>, Partial<Pick<ChatSummary, 'title' | 'kind'>> {
  /** Whether days come before months, where the dates leave the question open or the file answers it; absent: no such question. */
  readonly dayFirst?: boolean;
}
