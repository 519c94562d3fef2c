import type { ChatKind, Messenger } from '@/utils/messengers/model';

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

/** The numbers of one chat; what is absent is not compared, but for `dayFirst`. */
export interface ExpectedChat {
  readonly title?: string;
  readonly kind?: ChatKind;
  /** Of all kinds; and of these the messenger's own. */
  readonly messages: number;
  readonly system: number;
  readonly participants: number;
  readonly attachments: number;
  readonly attachmentsMissing: number;
  /** The earliest and the latest time, as isoOf writes them; null where no message has one. */
  readonly first: string | null;
  readonly last: string | null;
  /** Whether days come before months, where the dates leave the question open or the file answers it; absent: no such question. */
  readonly dayFirst?: boolean;
}
