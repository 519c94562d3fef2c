import { type Archived, type Stanza, addressOf } from './prosody-data.ts';

/** A message of a chat of two, as it was sent. */
export interface Sent {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** What the sender meant last, of a message that was changed. */
  readonly text: string;
  /** The address of a picture, which is the text too. */
  readonly picture?: boolean;
  readonly answers?: Sent;
  /** What stood there first. */
  readonly changedFrom?: string;
  readonly takenBack?: true;
  /** Emoji by the other one. */
  readonly reaction?: string;
}

/** Traps: what Converse draws in another way than it was sent, and what a reader could take for something else. */
const TEXTS = [
  'See you at 12:30: the usual place',
  'Yes 👍🏽 and 👨‍👩‍👧‍👦 too :-) <3',
  'first line\nsecond line\n\n  fourth, set in',
  'שלום, מה שלומך? (12:45)',
  'مرحبا: كيف الحال؟ \u200e50%\u200f',
  'Bob Example: not my words',
  '*bold* _slanted_ `code` ~gone~',
  '> quoted by hand\nand answered',
  '/me waves: hello',
  '<b>no</b> &amp; <script>alert(1)</script> __proto__ "quotes" \\n back\\slash',
  '[14.11.2026, 09:07] Alice: pasted from elsewhere',
  'https://example.org/?a=1&b=2#c and geo:1,2',
  '```\nif (a < b) {\n  return;\n}\n```',
  'ok',
  'ok',
  'é (two) and é (one); ＡＢＣ; \u{1F1E9}\u{1F1EA}',
];
const LONG = 'A long one. '.repeat(300).trim();

/**
 * Messages number `first` to `first + count - 1` of a chat that goes over days: bursts of one writer within minutes, answers
 * of the other, nights. The same numbers are always the same messages. What was said later about a message, as that it was
 * changed, concerns a few of the newest 40 of 2,000: Converse does not bring it together with the message where the two come
 * from the server in two parts.
 * @param users the two who write
 * @param begin seconds since 1970 of message 0
 * @param pictures addresses of pictures, sent in turn
 */
export function converseHistory(
  users: readonly [string, string],
  begin: number,
  first: number,
  count: number,
  pictures: readonly string[],
): Sent[] {
  const sent: Sent[] = [];
  for (let number = 0; number < first + count; number++) sent.push(messageOf(number, users, begin, pictures, sent));
  return sent.slice(first);
}

function messageOf(
  number: number,
  users: readonly [string, string],
  begin: number,
  pictures: readonly string[],
  before: readonly Sent[],
): Sent {
  const [from = '', to = ''] = Math.floor(number / 3) % 2 === 0 ? users : users.toReversed();
  const at = begin + Math.floor(number / 250) * 86_400 + (number % 250) * 97;
  const id = `sent-${number}`;
  const text = `${TEXTS[number % TEXTS.length] ?? ''}`;
  const base = { id, from, to, at, text };
  if (number % 333 === 5) return { ...base, text: LONG };
  if (number % 401 === 7)
    return { ...base, text: pictures[Math.floor(number / 401) % pictures.length] ?? '', picture: true };
  const late = (number % 2000) - 1960;
  if (late === 5 || late === 23) return { ...base, text: `Changed ${number}`, changedFrom: `Chnaged ${number}` };
  if (late === 12) return { ...base, text: '', takenBack: true };
  if (late === 17 || late === 31) return { ...base, reaction: '🎉' };
  const answers = number % 23 === 19 ? before[number - 2] : undefined;
  return answers && !answers.takenBack ? { ...base, text: `An answer to ${answers.id}`, answers } : base;
}

/** What the server's archive of one of the two has of them, oldest first. */
export function archiveOf(user: string, messages: readonly Sent[]): Archived[] {
  return messages.flatMap((message) => {
    const other = addressOf(message.from === user ? message.to : message.from);
    return stanzasOf(message).map(({ from, stanza }, part) => ({
      key: `${message.id}-${part}`,
      // Converse shows a message at the time of the last reaction to it.
      when: message.at,
      other,
      stanza: { ...stanza, attr: { ...stanza.attr, ...addresses(message, from) } },
    }));
  });
}

function addresses(message: Sent, from: string): Record<string, string> {
  const to = from === message.from ? message.to : message.from;
  return { from: `${addressOf(from)}/device`, to: addressOf(to), type: 'chat' };
}

/** The message itself, and what was sent after it about it: XEP-0308, XEP-0424, XEP-0444, XEP-0461. */
function stanzasOf(message: Sent): { from: string; stanza: Stanza }[] {
  const { id, from, to, text } = message;
  const own = (stanzaId: string, ...children: Stanza[]) => ({
    from,
    stanza: { name: 'message', attr: { id: stanzaId }, children: [...children, originId(stanzaId)] },
  });
  if (message.changedFrom !== undefined)
    return [
      own(id, body(message.changedFrom)),
      own(`${id}-change`, body(text), element('replace', 'urn:xmpp:message-correct:0', { id })),
    ];
  if (message.takenBack)
    return [own(id, body('Never mind')), own(`${id}-back`, element('retract', 'urn:xmpp:message-retract:1', { id }))];
  if (message.picture)
    return [own(id, body(text), element('x', 'jabber:x:oob', {}, { name: 'url', children: [text] }))];
  if (message.answers) return [own(id, ...answer(message.answers, text))];
  if (message.reaction === undefined) return [own(id, body(text))];
  const reaction = { name: 'reaction', children: [message.reaction] };
  const children = [element('reactions', 'urn:xmpp:reactions:0', { id }, reaction)];
  return [own(id, body(text)), { from: to, stanza: { name: 'message', attr: { id: `${id}-reaction` }, children } }];
}

/** With the copy of what is answered, for clients that know no answers. */
function answer(to: Sent, text: string): Stanza[] {
  const quote = `${to.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n`;
  const range = { name: 'body', attr: { start: '0', end: String([...quote].length) } };
  return [
    body(`${quote}${text}`),
    element('reply', 'urn:xmpp:reply:0', { to: addressOf(to.from), id: to.id }),
    element('fallback', 'urn:xmpp:fallback:0', { for: 'urn:xmpp:reply:0' }, range),
  ];
}

const body = (text: string): Stanza => ({ name: 'body', children: [text] });
const originId = (id: string): Stanza => element('origin-id', 'urn:xmpp:sid:0', { id });

function element(name: string, xmlns: string, attr: Record<string, string>, ...children: Stanza[]): Stanza {
  return { name, attr: { xmlns, ...attr }, children };
}
