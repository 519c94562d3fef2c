/** Somebody in a fake conversation. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What somebody says in one. */
export interface Said {
  /** Place in the conversation, from 0. */
  readonly index: number;
  readonly from: Person;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  /** Messengers show it together with the one above: of the same sender, on the same day, shortly after. */
  readonly joined: boolean;
}

/** What readers stumble over: lines, blank lines, right-to-left, emoji as pictures, what looks like HTML or like another's name. */
const TEXTS = [
  'Good morning',
  'two\nlines',
  'a paragraph\n\nand another',
  'مرحبا، كيف الحال؟',
  'party 🎉 tonight 🙂',
  '🎉',
  'ok',
  'ok',
  'is 1 < 2 && "b" > <i>a</i>?',
  'Bob: that is what he said (edited)',
  'שלום 🎉 bye',
  'see https://example.org/a?b=1&c=2 there',
];
/** Who speaks, by place in the list of people. */
const TURNS = [0, 0, 1, 0, 2, 2, 2, 1, 1, 0, 2];
const MINUTE = 60_000;

/** A conversation of several days, ending at `end` (milliseconds since 1970) or a little before. */
export function talk(people: readonly Person[], count: number, end: number): readonly Said[] {
  const steps = Array.from({ length: count }, (_, index) => (index % 37 === 36 ? 9 * 60 : (index % 5) + 1) * MINUTE);
  let at = end - steps.reduce((sum, one) => sum + one, 0);
  let before: Said | null = null;
  return steps.map((step, index) => {
    at += step + (index % 7) * 1000;
    const from = people[(TURNS[index % TURNS.length] ?? 0) % people.length] as Person;
    const sameDay = before !== null && new Date(before.at).toDateString() === new Date(at).toDateString();
    const joined = before?.from === from && sameDay && step <= 5 * MINUTE;
    return (before = { index, from, at, text: TEXTS[index % TEXTS.length] as string, joined });
  });
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A text as messengers show it: `<br>` for newlines, emoji as pictures. */
export function htmlOf(text: string, emoji: (one: string) => string = emojiImage): string {
  const parts = escapeHtml(text).replaceAll('\n', '<br>');
  return parts.replace(/\p{Extended_Pictographic}/gu, emoji);
}

export function emojiImage(emoji: string): string {
  return `<img class="emoji" alt="${emoji}" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">`;
}

/** What stands above the messages of each day: whether one begins a day. */
export function beginsDay(all: readonly Said[], { index, at }: Said): boolean {
  const before = all[index - 1];
  return !before || new Date(before.at).toISOString().slice(0, 10) !== new Date(at).toISOString().slice(0, 10);
}
