import { answeredBy, type SpokenChat } from '../lib/spoken';

export const userOf = (person: number): string => `u${person}`;
export const messageId = (seq: number): string => `m${seq}`;

/** What the web client exports of a room. @param isOld in the order of keys before 2023 */
export function writeRocketchat({ title, people, messages }: SpokenChat, isOld: boolean): string {
  const written = messages.map((message, seq) => {
    const { from, at, text, isDeleted, edited, reactions, file } = message;
    const answered = answeredBy(message, seq);
    return {
      _id: messageId(seq),
      ts: new Date(at).toISOString(),
      u: { _id: userOf(from), username: `user${from}`, name: people[from] },
      msg: text,
      ...(isDeleted && { t: 'rm' }),
      ...(answered !== null && { tmid: messageId(answered) }),
      ...(edited !== undefined && { editedAt: { $date: edited } }),
      ...(reactions.length > 0 && {
        reactions: Object.fromEntries(reactions.map(({ emoji, by }) => [emoji, { usernames: by.map(userOf) }])),
      }),
      attachments: file ? [{ title: file.name, title_link: `/file-upload/${seq}/${file.name}`, type: 'file' }] : [],
    };
  });
  const header = { roomId: 'GENERAL', roomName: title };
  const userExport = { id: userOf(0), username: 'user0', name: people[0], roles: ['user'] };
  const exported = { exportDate: new Date(0).toISOString(), userExport };
  return JSON.stringify(
    isOld ? { ...header, messages: written, ...exported } : { ...header, ...exported, messages: written },
  );
}
