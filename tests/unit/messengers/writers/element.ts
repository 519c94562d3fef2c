import { answeredBy, type SpokenChat } from '../lib/spoken';

export const userOf = (person: number): string => `@user${person}:example.org`;
export const eventId = (seq: number): string => `$event${seq}xyz`;

/** A room as JSON, with the files beside it: what people said, then who reacted. */
export function writeElementJson({ title, people, messages }: SpokenChat): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const room = { room_id: '!room:example.org' };
  const members = people.map((displayname, at) => ({
    type: 'm.room.member',
    state_key: userOf(at),
    sender: userOf(at),
    content: { membership: 'join', displayname },
    origin_server_ts: 0,
    event_id: `$m${at}`,
    ...room,
  }));
  const events = messages.map((message, seq) => {
    const { from, at, text, isDeleted, edited, file } = message;
    const answered = answeredBy(message, seq);
    if (file?.isThere) files.set(`files/${file.name.replace('.', `-${eventId(seq).slice(1)}.`)}`, 'x');
    const body = file
      ? { msgtype: 'm.file', filename: file.name, body: text || file.name }
      : { msgtype: 'm.text', body: text };
    const replacing = { origin_server_ts: edited, content: { 'm.new_content': body } };
    return {
      type: 'm.room.message',
      sender: userOf(from),
      content: {
        ...(edited === undefined ? body : { ...body, body: 'before' }),
        ...(answered !== null && { 'm.relates_to': { 'm.in_reply_to': { event_id: eventId(answered) } } }),
      },
      origin_server_ts: at,
      unsigned: {
        ...(edited !== undefined && { 'm.relations': { 'm.replace': replacing } }),
        ...(isDeleted && { redacted_because: {} }),
      },
      event_id: eventId(seq),
      ...room,
    };
  });
  const reactions = messages.flatMap((message, seq) =>
    message.reactions.flatMap(({ emoji, by }) =>
      by.map((person) => ({
        type: 'm.reaction',
        sender: userOf(person),
        content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: eventId(seq), key: emoji } },
        origin_server_ts: 1,
        event_id: `$r${seq}${emoji}${person}`,
        ...room,
      })),
    ),
  );
  const header = {
    room_name: title,
    room_creator: people[1],
    topic: '',
    export_date: '1 January 2024',
    exported_by: people[0],
  };
  files.set('export.json', JSON.stringify({ ...header, messages: [...members, ...events, ...reactions] }, null, 2));
  return files;
}

/** One line or more of plain text: `null` is what happened in the room. */
export interface TextLine {
  readonly at: number;
  readonly sender: string | null;
  readonly text: string;
}

/** A room as plain text, dates as a browser in this language writes them. */
export function writeElementText(lines: readonly TextLine[], language: string): string {
  return lines
    .map(({ at, sender, text }) => {
      const date = new Date(at).toLocaleString(language, { timeZone: 'UTC' });
      return `${date} - ${sender === null ? '' : `${sender}: `}${text}\n`;
    })
    .join('');
}
