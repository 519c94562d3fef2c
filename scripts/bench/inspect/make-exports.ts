import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Text that is written as one piece. UTF-16 units. */
const PIECE = 2 ** 20;
/** How many texts there are to choose from, one after the other. A prime. */
const TEXTS = 10_007;
const WORDS =
  'the of and a to in is you that it he was for on are as with his they at be this have from or had by hot but some what ' +
  'there we can out other were all your when up use word how said each she which do their time if will way about many ' +
  'привет как дела хорошо спасибо завтра 🙂 👍 🎉 über schön heute morgen tschüss';

/** Numbers that look as if they came by chance, the same ones each time. Park and Miller, "minimal standard", 1988. */
function* chance(): Generator<number, never> {
  for (let state = 42; ;) yield (state = (state * 48_271) % 2_147_483_647);
}

/** Different texts, of 3 to 30 words, none of which JSON escapes. */
function texts(): readonly string[] {
  const words = WORDS.split(' ');
  const numbers = chance();
  const next = (below: number) => numbers.next().value % below;
  return Array.from({ length: TEXTS }, () =>
    Array.from({ length: 3 + next(28) }, () => words[next(words.length)]).join(' '),
  );
}

/** Writes a chat as WhatsApp on Android exports it, of at least `size` bytes. @returns how many messages are in it. */
export async function makeWhatsApp(path: string, size: number, signal: AbortSignal): Promise<number> {
  const said = texts();
  const text = (at: number) => said[at % TEXTS] ?? '';
  const two = (number: number) => String(number).padStart(2, '0');
  return await write(path, size, signal, ['', '', ''], (at) => {
    const time = new Date(Date.UTC(2015, 0, 1) + at * 97_000);
    const [day, month] = [two(time.getUTCDate()), two(time.getUTCMonth() + 1)];
    const head = `${day}/${month}/${time.getUTCFullYear()}, ${two(time.getUTCHours())}:${two(time.getUTCMinutes())} - `;
    if (at % 100 === 7) return `${head}Ann added Bob\n`;
    return `${head}${at % 3 === 0 ? 'Ann' : 'Bob Bobson'}: ${text(at)}${at % 10 === 4 ? `\n${text(at + 5)}\n\n${text(at + 7)}` : ''}\n`;
  });
}

/** Writes a chat as Telegram Desktop exports it, of at least `size` bytes. @returns how many messages are in it. */
export async function makeTelegram(path: string, size: number, signal: AbortSignal): Promise<number> {
  const said = texts();
  const text = (at: number) => said[at % TEXTS] ?? '';
  const start = '{\n "name": "Ann",\n "type": "personal_chat",\n "id": 1,\n "messages": [\n';
  return await write(path, size, signal, [start, ',\n', '\n ]\n}'], (at) => {
    const seconds = 1_420_070_400 + at * 97;
    const isAnn = at % 3 === 0;
    const fields = [
      `"id": ${at + 1}`,
      '"type": "message"',
      `"date": "${new Date(seconds * 1000).toISOString().slice(0, 19)}"`,
      `"date_unixtime": "${seconds}"`,
      `"from": "${isAnn ? 'Ann' : 'Bob Bobson'}"`,
      `"from_id": "user${isAnn ? 1 : 2}"`,
      ...(at % 5 === 2 && at > 9 ? [`"reply_to_message_id": ${at - 7}`] : []),
      ...(at % 20 === 3 ? [`"photo": "photos/photo_${at}.jpg"`, '"width": 1280', '"height": 960'] : []),
      `"text": "${text(at)}"`,
      `"text_entities": [\n    {\n     "type": "plain",\n     "text": "${text(at)}"\n    }\n   ]`,
    ];
    return `  {\n   ${fields.join(',\n   ')}\n  }`;
  });
}

/** Writes messages between a start and an end, with something between two. @returns how many. */
async function write(
  path: string,
  size: number,
  signal: AbortSignal,
  [start, between, end]: readonly [string, string, string],
  message: (at: number) => string,
): Promise<number> {
  let count = 0;
  const pieces = function* () {
    let written = 0;
    for (let piece = start; ; piece = '') {
      while (piece.length < PIECE) piece += `${count === 0 ? '' : between}${message(count++)}`;
      const bytes = Buffer.from(piece);
      yield bytes;
      if ((written += bytes.length) >= size) break;
    }
    yield Buffer.from(end);
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path), { signal });
  return count;
}
