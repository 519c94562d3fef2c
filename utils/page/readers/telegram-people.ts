import type { Participant } from '@/utils/messengers/model';

/** Who is signed in to Telegram: nothing in the page of a conversation says who that is. */
export const OWN: Participant = { id: 'me', name: '' };

const known = new WeakMap<Document, Map<string, string>>();

/** Names by ids, as far as they were seen in a page: only some messages have both. More are added. */
export function namesIn(document: Document): Map<string, string> {
  const names = known.get(document) ?? new Map<string, string>();
  known.set(document, names);
  return names;
}
