import * as fc from 'fast-check';
import type { Attachment, Message } from '@/utils/messengers/model';
import { awkwardText } from '../lib/awkward-text';
import type { MetaMessage, MetaThread } from '../writers/meta';

/** Some threads with folders of their own, as far as Meta's exports can carry them. @param halves of surrogate pairs */
export function threads({ halves = false } = {}): fc.Arbitrary<readonly MetaThread[]> {
  const text = awkwardText({ halves }).filter((some) => !some.endsWith('(edited)'));
  const name = text.map((some) => `N${some}`);
  const message: fc.Arbitrary<MetaMessage> = fc.record({
    sender: name,
    ms: fc.integer({ min: -1e12, max: 4e12 }),
    text,
    kind: fc.constantFrom('text', 'text', 'text', 'deleted', 'call', 'left'),
    isEdited: fc.boolean(),
    photos: fc.subarray(['a.jpg', 'não.jpg']),
    reactions: fc.uniqueArray(fc.record({ emoji: fc.constantFrom('👍', '❤', '🇩🇪', '👩‍👩‍👧'), by: name }), {
      maxLength: 2,
      selector: ({ emoji, by }) => `${emoji}${by}`,
    }),
  });
  const thread = fc.record({
    section: fc.constant('inbox'),
    folder: fc.string({ unit: fc.constantFrom('a', 'B', '_', '9'), minLength: 1, maxLength: 8 }),
    title: name,
    people: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    messages: fc.array(message, { minLength: 1, maxLength: 7 }),
  });
  return fc.uniqueArray(thread, { minLength: 1, maxLength: 3, selector: ({ folder }) => folder });
}

/** What a message of a thread is read as. @param photo path of the one file that is there */
export function expectedMessage(written: MetaMessage, thread: MetaThread, seq: number, photo: string): Message {
  const { sender, ms, text, kind, isEdited, photos } = written;
  const attachments = photos.map((name): Attachment => {
    const isThere = photo.endsWith(`/${thread.folder}/photos/${name}`);
    return { kind: 'image', name, ...(isThere ? { path: photo } : { path: null, missing: 'not-found' }) };
  });
  const kinds = { deleted: 'deleted', call: 'call', left: 'system' } as const;
  const type = { call: 'Call', left: 'Unsubscribe', text: '', deleted: '' }[kind];
  const reactions = expectedReactions(written);
  return {
    chat: thread.folder,
    seq,
    id: null,
    time: { ms, zone: 0, precision: 'millisecond' },
    sender,
    kind: kind === 'text' ? (photos.length > 0 ? 'media' : text === '' ? 'other' : 'text') : kinds[kind],
    text,
    ...(type && { nativeKind: type }),
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
    ...(isEdited && { edited: { at: null } }),
  };
}

/** Those with the same emoji together. */
export function expectedReactions({ reactions }: MetaMessage): { emoji: string; count: number; by: string[] }[] {
  return [...Map.groupBy(reactions, ({ emoji }) => emoji)].map(([emoji, some]) => ({
    emoji,
    count: some.length,
    by: some.map(({ by }) => by),
  }));
}
