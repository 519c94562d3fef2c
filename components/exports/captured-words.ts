import type { CaptureEnd, Captured, Unseen } from '@/utils/page/captured';
import { type Word, locale, t } from '@/utils/words';

const ENDS: Readonly<Record<CaptureEnd, Word>> = {
  top: 'capturedTop',
  since: 'capturedSince',
  known: 'capturedKnown',
  stopped: 'capturedStopped',
  interrupted: 'capturedInterrupted',
};

const PARTS: Readonly<Record<Unseen, Word>> = {
  edits: 'unseenEdits',
  reactions: 'unseenReactions',
  media: 'unseenMedia',
  seconds: 'unseenSeconds',
  senders: 'unseenSenders',
  times: 'unseenTimes',
  replies: 'unseenReplies',
};

/** What a captured view lacks, a sentence each: how far back it reaches, and what the page did not show. */
export function capturedWords({ ended, unseen }: Captured): readonly string[] {
  const parts = new Intl.ListFormat(locale(), { type: 'unit' }).format(unseen.map((one) => t(PARTS[one])));
  return [t(ENDS[ended]), ...(unseen.length > 0 ? [t('capturedUnseen', parts)] : [])];
}
