import { utf8 } from '@/utils/bytes';

/** A message for all of Meta's exports; each writes of it what it can. */
export interface MetaMessage {
  readonly sender: string;
  readonly ms: number;
  readonly text: string;
  readonly kind: 'text' | 'deleted' | 'call' | 'left';
  readonly isEdited: boolean;
  /** Names of files in the thread's `photos/`. */
  readonly photos: readonly string[];
  readonly reactions: readonly { readonly emoji: string; readonly by: string }[];
}

export interface MetaThread {
  readonly section: string;
  readonly folder: string;
  readonly title: string;
  readonly people: readonly string[];
  readonly messages: readonly MetaMessage[];
}

/** UTF-8, each byte a character of its own. */
function mojibake(text: string): string {
  return Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join('');
}

/** The parts of a thread, `perPart` messages in each, by their paths below the root folder. */
export function writeDyiJson(thread: MetaThread, perPart: number): Map<string, string> {
  const place = `messages/${thread.section}/${thread.folder}`;
  const parts = new Map<string, string>();
  for (let number = 1; number === 1 || (number - 1) * perPart < thread.messages.length; number++)
    parts.set(
      `${place}/message_${number}.json`,
      JSON.stringify({
        participants: thread.people.map((name) => ({ name: mojibake(name) })),
        messages: thread.messages.slice((number - 1) * perPart, number * perPart).map((one) => dyiMessage(one, place)),
        title: mojibake(thread.title),
        is_still_participant: true,
        thread_path: `${thread.section}/${thread.folder}`,
        magic_words: [],
      }),
    );
  return parts;
}

const TYPES = { text: 'Generic', deleted: 'Generic', call: 'Call', left: 'Unsubscribe' };

function dyiMessage({ sender, ms, text, kind, isEdited, photos, reactions }: MetaMessage, place: string): object {
  return {
    sender_name: mojibake(sender),
    timestamp_ms: ms,
    content: mojibake(isEdited ? `${text} (edited)` : text),
    type: TYPES[kind],
    ...(kind === 'deleted' && { is_unsent: true }),
    ...(photos.length > 0 && {
      photos: photos.map((name) => ({ uri: mojibake(`${place}/photos/${name}`), creation_timestamp: 1 })),
    }),
    ...(reactions.length > 0 && {
      reactions: reactions.map(({ emoji, by }) => ({ reaction: mojibake(emoji), actor: mojibake(by) })),
    }),
    is_geoblocked_for_viewer: false,
  };
}

/** A thread of the end-to-end-encrypted export, in clean UTF-8. */
export function writeE2ee({ title, people, messages }: MetaThread, number: number): string {
  return JSON.stringify({
    participants: people,
    threadName: `${title}_${number}`,
    messages: messages.map(({ sender, ms, text, kind, photos, reactions }) => ({
      isUnsent: kind === 'deleted',
      media: photos.map((name) => ({ uri: `./media/${name}` })),
      reactions: reactions.map(({ emoji, by }) => ({ actor: by, reaction: emoji })),
      senderName: sender,
      text,
      timestamp: ms,
      type: kind === 'call' ? 'call' : 'text',
    })),
  });
}

/** Names of Meta's classes for a message, and for its sender, body and time: since 2020, and before. */
const CLASSES = [
  ['pam _3-95 _2ph- _a6-g uiBoxWhite noborder', '_2ph_ _a6-h _a6-i', '_2ph_ _a6-p', '_3-94 _a6-o'],
  ['pam _3-95 _2pi0 _2lej uiBoxWhite noborder', '_3-96 _2pio _2lek _2lel', '_3-96 _2let', '_3-94 _2lem'],
  ['m', 's', 'b', 't'],
] as const;

/** A thread's page, in the classes of one year. @param date how its language writes a time */
export function writeDyiHtml(thread: MetaThread, year: 0 | 1 | 2, date: (ms: number) => string): string {
  const [message, sender, body, time] = CLASSES[year];
  const box = (classes: string, inner: string): string => `<div class="${classes}">${inner}</div>`;
  const boxes = thread.messages.map((one) => {
    const pictures = one.photos.map((name) => {
      const address = attribute(`messages/${thread.section}/${thread.folder}/photos/${name}`);
      return `<div><a href="${address}"><img src="${address}" class="_a6_o" /></a></div>`;
    });
    const reactions = one.reactions.map(({ emoji, by }) => `<li>${shown(emoji + by)}</li>`).join('');
    const list = reactions && `<ul class="_a6-q">${reactions}</ul>`;
    const text = `<div><div></div><div>${shown(one.text)}</div><div></div>${pictures.join('')}${list}</div>`;
    return box(message, box(sender, shown(one.sender)) + box(body, text) + box(time, shown(date(one.ms))));
  });
  const names = new Intl.ListFormat('en').format(thread.people);
  return (
    `<html><head><meta charset="utf-8" /><title>${escaped(thread.title)}</title><style>a{}</style></head><body>` +
    `${box('_a705', `${box('x', shown(`Participants: ${names}`))}${box('_a706', boxes.join('\n'))}`)}</body></html>`
  );
}

function shown(text: string): string {
  return escaped(text).replaceAll('\n', '<br />');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
