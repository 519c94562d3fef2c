import { answeredBy, type SpokenChat } from '../lib/spoken';

export const userOf = (person: number): string => `8:live:user${person}`;
export const messageId = (seq: number): string => `15779${seq}`;

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => NAMES[one] ?? one);

/** `messages.json` and the files beside it. Every other text is in bold and has its first letter as a number. */
export function writeSkype({ title, people, messages }: SpokenChat): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const list = messages.map((message, seq) => {
    const { from, at, text, isDeleted, edited, reactions, file } = message;
    const answered = answeredBy(message, seq);
    const quoted = messages[answered ?? -1];
    if (file?.isThere) files.set(`media/0-weu-d1-${seq}.1.bin`, 'x').set(`media/0-weu-d1-${seq}.json`, '{}');
    const quote = quoted
      ? `<quote author="${userOf(quoted.from)}" messageid="${messageId(answered ?? 0)}"><legacyquote>[1] x: </legacyquote>` +
        `${escaped(quoted.text)}<legacyquote>&lt;&lt;&lt;</legacyquote></quote>`
      : '';
    const object = file
      ? `<URIObject type="File.1" uri="https://api.asm.skype.com/v1/objects/0-weu-d1-${seq}">To view this file, go to: ` +
        `<a href="https://login.skype.com">x</a><OriginalName v="${file.name}"/><FileSize v="1"/></URIObject>`
      : '';
    return {
      id: messageId(seq),
      displayName: people[from],
      originalarrivaltime: new Date(at).toISOString(),
      messagetype: file ? 'RichText/Media_GenericFile' : 'RichText',
      content: quote + object + (seq % 2 === 0 ? escaped(text) : `<b raw_pre="*">${escaped(text)}</b>`),
      from: userOf(from),
      properties: {
        ...(isDeleted && { deletetime: 1 }),
        ...(edited !== undefined && { edittime: String(edited) }),
        ...(reactions.length > 0 && {
          emotions: JSON.stringify(
            reactions.map(({ emoji, by }) => ({ key: emoji, users: by.map((mri) => ({ mri: userOf(mri) })) })),
          ),
        }),
      },
      amsreferences: null,
    };
  });
  const thread = { topic: title, members: JSON.stringify(people.map((_, at) => userOf(at))) };
  const conversations = [
    { id: '19:abc@thread.skype', displayName: title, threadProperties: thread, MessageList: list },
  ];
  files.set('messages.json', JSON.stringify({ userId: userOf(0), exportDate: '2025-04-01T10:00', conversations }));
  return files;
}
