import type { SpokenChat } from '../lib/spoken';
import { answeredBy } from '../lib/spoken';

export const mailOf = (person: number): string => `person${person}@example.com`;
export const messageId = (seq: number): string => `AAAA/t${seq}/t${seq}`;

/** A conversation as Takeout has it: paths below its folder with their content. Dates are in the account's language. */
export function writeGoogleChat(
  { title, people, messages }: SpokenChat,
  language: string,
): ReadonlyMap<string, string> {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' });
  const user = (person: number) => ({ name: people[person], email: mailOf(person), user_type: 'Human' });
  const files = new Map<string, string>();
  const written = messages.map((message, seq) => {
    const { from, at, text, isDeleted, edited, reactions, file } = message;
    const answered = answeredBy(message, seq);
    if (file?.isThere) files.set(`Groups/Space AAAA/File-${seq}-${file.name}`, 'x');
    return {
      creator: user(from),
      created_date: format.format(at),
      ...(edited !== undefined && { updated_date: format.format(edited) }),
      ...(text !== '' && { text }),
      ...(file && { attached_files: [{ original_name: file.name, export_name: `File-${seq}-${file.name}` }] }),
      ...(answered !== null && { quoted_message_metadata: { creator: user(0), message_id: messageId(answered) } }),
      ...(reactions.length > 0 && {
        reactions: reactions.map(({ emoji, by }) => ({ emoji: { unicode: emoji }, reactor_emails: by.map(mailOf) })),
      }),
      ...(isDeleted && { message_state: 'DELETED' }),
      topic_id: `t${seq}`,
      message_id: messageId(seq),
    };
  });
  files.set('Groups/Space AAAA/messages.json', JSON.stringify({ messages: written }, null, 2));
  files.set(
    'Groups/Space AAAA/group_info.json',
    JSON.stringify({ name: title, members: people.map((_, at) => user(at)) }),
  );
  files.set('Users/User 1/user_info.json', JSON.stringify({ user: user(0), membership_info: [] }));
  return files;
}
