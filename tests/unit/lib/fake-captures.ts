import { PasskeepError } from '@/utils/errors';
import { Captures } from '@/utils/jobs/captures';
import type { PageListener } from '@/utils/jobs/captures/capture-parts';
import type { JobState } from '@/utils/messages/state';
import type { KeyedMessage } from '@/utils/page/captured';
import type { FromPage, ToPage } from '@/utils/page/protocol';
import type { LastCaptureRequest } from '@/utils/vault/last-capture';
import type { SourceEntry } from '@/utils/vault/types';
import { vi } from 'vitest';

/** The script of a tab's page. */
export interface FakePage {
  /** What it has been told. */
  readonly told: ToPage[];
  readonly isCut: () => boolean;
  /** Sends, whatever it is. */
  say(message: unknown): void;
  /** Sends, and waits until it has been told so many messages in all. */
  ask(message: FromPage, toldInAll: number): Promise<void>;
  leave(): void;
}

/** Captures whose vault is a stand-in. */
export class FakeVault {
  readonly saved: { readonly job: string; readonly entries: readonly SourceEntry[]; readonly title: string }[] = [];
  readonly asked: LastCaptureRequest[] = [];
  readonly cancelled: string[] = [];
  known: readonly string[] = [];
  isOpen = true;
  /** How jobs end. */
  ending: Partial<JobState> = { status: 'done' };
  /** What it has of a chat is not told before this. */
  answered: Promise<void> = Promise.resolve();
  /** Jobs do not end before this. */
  held: Promise<void> = Promise.resolve();
  changes = 0;
  readonly captures = new Captures({
    mustBeOpen: () => this.#mustBeOpen(),
    last: async (request) => {
      this.asked.push(request);
      await this.answered;
      this.#mustBeOpen();
      return { known: this.known };
    },
    save: (entries, title) => {
      this.#mustBeOpen();
      const job = `job ${this.saved.length}`;
      this.saved.push({ job, entries, title });
      return job;
    },
    ended: async () => {
      await this.held;
      return { failure: null, ...this.ending } as JobState;
    },
    cancel: (job) => this.cancelled.push(job),
    onChange: () => this.changes++,
  });

  #mustBeOpen(): void {
    if (!this.isOpen) throw new PasskeepError('LOCKED');
  }

  /** The script of a tab connects. */
  connect(tab: number): FakePage {
    const told: ToPage[] = [];
    let cut = false;
    const listener: PageListener | null = this.captures.connect(tab, {
      tell: (message) => told.push(message),
      cut: () => (cut = true),
    });
    if (!listener) throw new Error('nobody expects it');
    return {
      told,
      isCut: () => cut,
      say: (message) => listener.take(message),
      async ask(message, toldInAll) {
        listener.take(message);
        await vi.waitUntil(() => told.length === toldInAll);
      },
      leave: () => listener.gone(),
    };
  }

  /** What is shown of a tab's newest capture. */
  stateOf(tab: number) {
    return this.captures.states.findLast((state) => state.tab === tab);
  }

  /** Waits for a status. */
  async until(tab: number, status: string): Promise<void> {
    await vi.waitUntil(() => this.stateOf(tab)?.status === status);
  }

  /** The lines of the messages' file that was saved last. */
  async lines(): Promise<unknown[]> {
    const text = await this.saved.at(-1)?.entries[0]?.file.text();
    return (text ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }
}

export const CHAT: FromPage = {
  type: 'chat',
  client: 'whatsapp-web',
  chat: { id: 'c1', title: 'Family', kind: 'group' },
  me: { id: 'anna', name: 'Anna' },
};

/** A message that is known by its number; a minute lies between two. */
export function messageOf(number: number): KeyedMessage {
  const time = { ms: 1_700_000_000_000 + number * 60_000, zone: null, precision: 'minute' } as const;
  return {
    key: `id:${number}`,
    message: { id: String(number), time, sender: 'bo', kind: 'text', text: `no ${number}` },
  };
}

/** A batch of the messages with these numbers, the first and the last. */
export function batchOf(first: number, last: number): FromPage {
  const messages = Array.from({ length: last - first + 1 }, (_, at) => messageOf(first + at));
  return { type: 'messages', people: [{ id: 'bo', name: 'Bo' }], messages };
}

export const END: FromPage = { type: 'end', ended: 'top', metKnown: false, unseen: ['seconds'] };
