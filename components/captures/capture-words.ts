import { bytes, day } from '@/components/figures';
import type { CaptureState } from '@/utils/messages/state';
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

/** Whether it has ended, well or not. */
export function hasEnded({ status }: CaptureState): boolean {
  return status === 'saved' || status === 'failed';
}

/** A capture and how it stands, in a few words: `Reading the chat`, `Export saved`. */
export function captureTitle({ kind, status, messages }: CaptureState): string {
  if (kind === 'chat' && status === 'saved' && messages === 0) return t('captureNothingNew');
  return t(TITLES[kind][status]);
}

/** Whose page it is of, and what has come; what is not known is left out. */
export function captureFacts(capture: CaptureState): string[] {
  const { client, messages, oldestAt, files, bytes: size } = capture;
  const facts: string[] = client ? [clientName(client)] : [];
  if (messages > 0) facts.push(count('exportMessages', messages));
  if (oldestAt !== null) facts.push(t('captureBackTo', day(oldestAt)));
  if (files > 0) facts.push(count('files', files));
  if (size > 0) facts.push(bytes(size));
  return facts;
}
