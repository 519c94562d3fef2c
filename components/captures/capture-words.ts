import { bytes, day } from '@/components/figures';
import type { CaptureState } from '@/utils/messages/state';
import type { CaptureEnd, Unseen } from '@/utils/page/captured';
import { type Word, count, t } from '@/utils/words';
import { clientName } from './client-name';

type Words = Readonly<Record<CaptureState['status'], Word>>;

const TITLES: Readonly<Record<CaptureState['kind'], Words>> = {
  chat: {
    starting: 'captureStarting',
    waiting: 'captureStarting',
    reading: 'captureChatReading',
    saving: 'captureChatSaving',
    saved: 'captureChatSaved',
    failed: 'captureChatFailed',
  },
  export: {
    starting: 'captureStarting',
    waiting: 'captureExportWaiting',
    reading: 'captureExportReading',
    saving: 'captureExportSaving',
    saved: 'captureExportSaved',
    failed: 'captureExportFailed',
  },
};

const ENDS: Readonly<Record<CaptureEnd, Word>> = {
  top: 'captureEndTop',
  since: 'captureEndSince',
  known: 'captureEndKnown',
  stopped: 'captureEndStopped',
  interrupted: 'captureEndInterrupted',
};

const UNSEEN_WORDS: Readonly<Record<Unseen, Word>> = {
  edits: 'unseenEdits',
  reactions: 'unseenReactions',
  media: 'unseenMedia',
  seconds: 'unseenSeconds',
  senders: 'unseenSenders',
  times: 'unseenTimes',
  replies: 'unseenReplies',
};

/** Whether it has ended, well or not. */
export function hasEnded({ status }: CaptureState): boolean {
  return status === 'saved' || status === 'failed';
}

/** A capture and how it stands, in a few words: `Reading the chat`, `Export saved`. */
export function captureTitle({ kind, status }: CaptureState): string {
  return t(TITLES[kind][status]);
}

/** Whose page it is of, and what has come; what is not known is left out. */
export function captureFacts(capture: CaptureState): string[] {
  const { kind, client, messages, oldestAt, files, bytes: size } = capture;
  const facts: string[] = client ? [clientName(client)] : [];
  if (kind === 'chat' && (messages > 0 || hasEnded(capture))) facts.push(count('exportMessages', messages));
  if (kind === 'chat' && oldestAt !== null) facts.push(t('captureBackTo', day(oldestAt)));
  if (files > 0) facts.push(count('files', files));
  if (size > 0) facts.push(bytes(size));
  return facts;
}

/** How far back a chat that is saved was read, and whether something may be missing. */
export function captureReach({ ended, gap }: CaptureState): string[] {
  return [...(ended ? [t(ENDS[ended])] : []), ...(gap ? [t('captureGap')] : [])];
}

/** What the page did not show of a chat. */
export function captureUnseen({ unseen }: CaptureState): string[] {
  return unseen.map((one) => t(UNSEEN_WORDS[one]));
}
