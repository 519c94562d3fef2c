/** A piece of a text, as pages set it apart. Plain ones have newlines in them. */
export type Part = string | { readonly emoji: string } | { readonly bold: string } | { readonly link: string };

/** Somebody in a conversation. */
export interface Person {
  /** As the messenger numbers people. */
  readonly id: string;
  readonly name: string;
  readonly own?: true;
}

/** One message of a conversation that a fake page shows. */
export interface Said {
  readonly id: string;
  /** null: the messenger itself. */
  readonly by: Person | null;
  /** Milliseconds since 1970; the page's clock is that of UTC. */
  readonly at: number;
  readonly parts: readonly Part[];
  readonly media?: 'image' | 'voice';
  /** Place of the message that it answers. */
  readonly answers?: number;
}

/** What a message says, as its sender wrote it. */
export function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? part : 'emoji' in part ? part.emoji : 'bold' in part ? part.bold : part.link,
    )
    .join('');
}

const TEXTS: readonly (readonly Part[])[] = [
  ['Good morning'],
  ['Two lines\nand a third\n\nafter a blank one'],
  ['With an emoji ', { emoji: '🎉' }, ' in it, and ', { emoji: '👩🏽‍🚀' }],
  [{ emoji: '❤️' }],
  ['Look: ', { link: 'https://example.org/a?b=1&c=2' }, ' <b>not bold</b>'],
  ['This is ', { bold: 'important' }, '.'],
  ['صباح الخير يا ', { bold: 'أصدقاء' }, '، الساعة 12:30'],
  ['17:12'],
  ['[10:15, 16/11/2026] Anna: copied from elsewhere'],
  ['Yesterday'],
  ['בוקר טוב ', { emoji: '🌅' }],
  ['ok'],
];

const MINUTE = 60_000;

/**
 * A conversation of so many messages up to `until`, over several days: runs of messages of one person, some within the same
 * minute, answers, pictures, voices, and what the messenger itself says.
 */
export function conversation(count: number, people: readonly Person[], until: number): readonly Said[] {
  const gaps = Array.from({ length: count }, (_, at) => (at % 41 === 40 ? 11 * 60 : at % 5 === 0 ? 0 : (at % 7) + 1));
  let time = until - gaps.reduce((all, gap) => all + gap * MINUTE, 0);
  return gaps.map((gap, at): Said => {
    time += gap * MINUTE;
    const said = { id: String(1000 + at), at: time };
    const by = people[Math.floor(at / 3 + (at % 11) / 4) % people.length] as Person;
    if (at % 37 === 5) return { ...said, by: null, parts: [`Somebody joined (${at})`] };
    if (at % 23 === 7) return { ...said, by, parts: [], media: 'voice' };
    if (at % 17 === 3) return { ...said, by, parts: at % 2 === 0 ? [`Seen there ${at}`] : [], media: 'image' };
    const parts = [...(TEXTS[at % TEXTS.length] ?? []), ...(at % 3 === 0 ? [` ${at}`] : [])];
    return at % 13 === 12 ? { ...said, by, parts, answers: at - 9 } : { ...said, by, parts };
  });
}

/** In HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A script for the head of a page: pictures with `data-blob` get a blob: address, as clients give them. */
export const BLOBS = `<script>
new MutationObserver((records) => {
  for (const { addedNodes } of records) for (const node of addedNodes) {
    if (!(node instanceof Element)) continue;
    for (const image of node.querySelectorAll('[data-blob]')) {
      image.src = URL.createObjectURL(new Blob(['picture ' + image.dataset.blob], { type: 'image/png' }));
      image.removeAttribute('data-blob');
    }
  }
}).observe(document, { childList: true, subtree: true });
</script>`;

/** The midnight of a time, which is that of UTC. */
export function midnightOf(at: number): number {
  return at - (((at % 86_400_000) + 86_400_000) % 86_400_000);
}
