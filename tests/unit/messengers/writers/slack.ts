import { answeredBy, type SpokenChat, type SpokenMessage } from '../lib/spoken';

export const userOf = (person: number): string => `U${person}`;

/** Slack's ids: seconds, and what makes them unique. */
export const tsOf = ({ at }: SpokenMessage, seq: number): string => `${at / 1000}.000${String(seq).padStart(3, '0')}`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A workspace with one channel: paths with their content. */
export function writeSlack({ title, people, messages }: SpokenChat): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const days = new Map<string, object[]>();
  for (const [seq, message] of messages.entries()) {
    const { from, at, text, isDeleted, edited, reactions, file } = message;
    const answered = answeredBy(message, seq);
    const root = answered === null ? undefined : messages[answered];
    if (file?.isThere) files.set(`general/attachments/F${seq}-${file.name}`, 'x');
    const element = {
      type: 'message',
      ...(isDeleted && { subtype: 'tombstone' }),
      user: userOf(from),
      text: escaped(text),
      ts: tsOf(message, seq),
      ...(root && answered !== null && { thread_ts: tsOf(root, answered) }),
      ...(edited !== undefined && { edited: { user: userOf(from), ts: `${edited / 1000}.000000` } }),
      ...(reactions.length > 0 && {
        reactions: reactions.map(({ emoji, by }) => ({ name: emoji, users: by.map(userOf), count: by.length })),
      }),
      ...(file && { files: [{ id: `F${seq}`, name: file.name, url_private: `https://files.slack.com/F${seq}` }] }),
    };
    const day = new Date(at).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), element]);
  }
  for (const [day, elements] of days) files.set(`general/${day}.json`, JSON.stringify(elements, null, 4));
  if (days.size === 0) files.set('general/2020-01-01.json', '[]');
  files.set('channels.json', JSON.stringify([{ id: 'C1', name: title, members: people.map((_, at) => userOf(at)) }]));
  const users = people.map((name, at) => ({ id: userOf(at), name: `n${at}`, profile: { display_name: name } }));
  files.set('users.json', JSON.stringify(users));
  return files;
}
