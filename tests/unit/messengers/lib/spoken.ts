import * as fc from 'fast-check';
import type { Message } from '@/utils/messengers/model';
import { awkwardText } from './awkward-text';

/** A message as people would tell of it, for the writers of formats that have all of this. */
export interface SpokenMessage {
  /** Whose: a place in {@link SpokenChat.people}. */
  readonly from: number;
  /** Milliseconds since 1970, of whole seconds. */
  readonly at: number;
  readonly text: string;
  readonly isDeleted: boolean;
  /** When it was changed, in milliseconds. */
  readonly edited?: number | undefined;
  /** Which message before it it answers. */
  readonly answers?: number | undefined;
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly number[] }[];
  readonly file?: { readonly name: string; readonly isThere: boolean } | undefined;
}

/** A conversation of three. */
export interface SpokenChat {
  readonly title: string;
  readonly people: readonly string[];
  readonly messages: readonly SpokenMessage[];
}

const second = fc.integer({ min: 1_000_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1000);

/** Conversations with texts that parsers trip over. */
export function spokenChat(): fc.Arbitrary<SpokenChat> {
  const text = awkwardText({ halves: true });
  const message: fc.Arbitrary<SpokenMessage> = fc.record({
    from: fc.nat({ max: 2 }),
    at: second,
    text,
    isDeleted: fc.boolean(),
    edited: fc.option(second, { nil: undefined }),
    answers: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
    reactions: fc.uniqueArray(
      fc.record({
        emoji: fc.constantFrom('👍', '+1', 'constructor', '❤️'),
        by: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 2, selector: ({ emoji }) => emoji },
    ),
    file: fc.option(
      fc.record({ name: fc.constantFrom('a.png', 'b c.mp4', 'ü.pdf', 'voice.ogg'), isThere: fc.boolean() }),
      { nil: undefined },
    ),
  });
  return fc.record({
    title: fc.oneof(
      fc.constant('General'),
      text.filter((name) => name.trim() !== ''),
    ),
    people: fc.tuple(named('A'), named('B'), named('C')),
    messages: fc.array(message, { maxLength: 6 }),
  });
}

/** A name of letters, so that it is never empty and never another's. */
function named(first: string): fc.Arbitrary<string> {
  return fc.constantFrom('nn', 'ü 👩‍👩‍👧', ': x', '__proto__').map((rest) => first + rest);
}

/** The message that one answers; null: it answers none, or none that is before it. */
export function answeredBy({ answers }: SpokenMessage, seq: number): number | null {
  return answers !== undefined && answers < seq ? answers : null;
}

/** A message in few words: what the writers write and the readers read. */
export interface Retold {
  readonly id: string | null;
  readonly sender: string | null;
  readonly at: number | undefined;
  readonly kind: Message['kind'];
  readonly text: string;
  readonly edited: number | undefined;
  readonly answers: string | undefined;
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly string[] }[];
  readonly files: readonly { readonly name: string; readonly isThere: boolean }[];
}

/** What was read. */
export function retold({ id, sender, time, kind, text, edited, replyTo, reactions, attachments }: Message): Retold {
  return {
    id,
    sender,
    at: time?.ms,
    kind,
    text,
    edited: edited?.at?.ms,
    answers: replyTo?.id,
    reactions: (reactions ?? []).map(({ emoji, by }) => ({ emoji, by: by ?? [] })),
    files: (attachments ?? []).map(({ name, path }) => ({ name, isThere: path !== null })),
  };
}

/** What was meant. @param idOf a message's id @param person what stands for somebody */
export function meant(
  message: SpokenMessage,
  seq: number,
  idOf: (seq: number) => string,
  person: (number: number) => string,
): Retold {
  const { from, at, text, isDeleted, edited, reactions, file } = message;
  const answered = answeredBy(message, seq);
  return {
    id: idOf(seq),
    sender: person(from),
    at,
    kind: isDeleted ? 'deleted' : file ? 'media' : text === '' ? 'other' : 'text',
    text,
    edited,
    answers: answered === null ? undefined : idOf(answered),
    reactions: reactions.map(({ emoji, by }) => ({ emoji, by: by.map(person) })),
    files: file ? [file] : [],
  };
}
