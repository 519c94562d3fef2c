import type { CaptureState } from '@/utils/messages/state';
import type { FromPage, ToPage } from '@/utils/page/protocol';
import type { SourceEntry } from '@/utils/vault/types';

/** What is to be saved: so many messages or files. No entries: there is nothing new. */
export interface Outcome {
  readonly entries: readonly SourceEntry[];
  readonly title: string;
  readonly count: number;
}

/** Who is told of what comes together. */
export interface GatheringListener {
  readonly tell: (message: ToPage) => void;
  readonly change: (change: Partial<CaptureState>) => void;
  /** It has come to its end. */
  readonly complete: (outcome: Outcome) => void;
  /** The user ended it before anything came. */
  readonly giveUp: () => void;
}

/** What comes together of a page's script, by what the user asked for. */
export interface Gathering {
  /** Nothing that could be saved has come. */
  readonly isEmpty: boolean;
  /** Messages that the script may send without waiting until one of them is taken. */
  readonly mostUntaken: number;
  /**
   * Takes a message in; one at a time, whatever they are.
   * @throws {PasskeepError} PAGE_LIED where it is not its turn; what else ends the capture
   */
  take(told: FromPage): Promise<void>;
  /** Nothing more comes. */
  end(ended: 'stopped' | 'interrupted'): void;
}
