import { whatsapp } from '@/utils/messengers/whatsapp/format';
import { expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';
import { chatOf, inShort } from './read';

const LRM = '\u200e';

test('for iOS, what a mark stands in front of is told apart without words', async () => {
  const read = await chatOf(
    [
      `[25/1/24, 9:41:05] Ana y Luis: ${LRM}Los mensajes y las llamadas están cifrados.`,
      `[25/1/24, 9:41:06] Ana: hola: ¿vamos?`,
      `${LRM}[25/1/24, 9:42:00] Ana: ${LRM}imagen omitida`,
      `${LRM}[25/1/24, 9:42:01] Luis: mira esto ${LRM}<adjunto: 00000004-PHOTO-2024-01-25-09-42-01.jpg>`,
      `${LRM}[25/1/24, 9:42:02] Luis: Plan final.pdf • ${LRM}2 páginas ${LRM}<adjunto: 00000005-Plan final.pdf>`,
      `${LRM}[25/1/24, 9:42:03] Luis: Otro plan.pdf • ${LRM}2 páginas ${LRM}documento omitido`,
      `[25/1/24, 9:43:00] Luis: ${LRM}Ubicación: https://maps.google.com/?q=40.4,-3.7`,
      `[25/1/24, 9:43:30] Ana: ${LRM}Eliminaste este mensaje.`,
      `[25/1/24, 9:43:40] ~\u202fEva: soy nueva ${LRM}<Se editó este mensaje.>`,
      `[25/1/24, 9:43:50] ${'\u202a'}+34\u00a0600${'\u202c'}: un número`,
      `[25/1/24, 9:44:00] Ana: ${LRM}Ana eliminó a Luis`,
      `[25/1/24, 9:45:00] Ana y Luis: ${LRM}${LRM}Ana cambió su número. ${LRM}Más información.`,
      `[25/1/24, 9:46:00] Ana: ${LRM}ENCUESTA:\n¿Adónde?\n${LRM}OPCIÓN: Mar (2 votos)\n${LRM}OPCIÓN: Sierra (1 voto)\n`,
      '',
    ].join('\r\n'),
    {
      path: 'x/WhatsApp Chat - Ana y Luis.zip/_chat.txt',
      files: ['x/WhatsApp Chat - Ana y Luis.zip/00000005-Plan final.pdf'],
    },
  );
  expect(read.chat).toMatchObject({ id: 'Ana y Luis', title: 'Ana y Luis', kind: 'group' });
  expect(inShort(read)).toEqual([
    '- | system | Los mensajes y las llamadas están cifrados.',
    'Ana | text | hola: ¿vamos?',
    'Ana | media |  |  left-out',
    'Luis | media | mira esto | 00000004-PHOTO-2024-01-25-09-42-01.jpg not-found',
    'Luis | media |  | 00000005-Plan final.pdf x/WhatsApp Chat - Ana y Luis.zip/00000005-Plan final.pdf',
    'Luis | media |  | Otro plan.pdf left-out',
    'Luis | location | https://maps.google.com/?q=40.4,-3.7',
    'Ana | deleted | ',
    'Eva | text | soy nueva',
    '+34 600 | text | un número',
    '- | system | Ana eliminó a Luis',
    '- | system | Ana cambió su número. Más información.',
    'Ana | poll | ¿Adónde?\nMar\nSierra',
  ]);
  expect(read.messages[8]?.edited).toEqual({ at: null });
});

test('for Android, files are known by being there, by their names, or by words that follow such names', async () => {
  const read = await chatOf(
    [
      '25.01.24, 09:41 - Nachrichten sind verschlüsselt. Mehr dazu: hier.',
      '25.01.24, 09:42 - Ann: IMG-20240125-WA0001.jpg (Datei angehängt)\nein Bild',
      '25.01.24, 09:42 - Ann: Zeugnis 2.pdf (Datei angehängt)',
      '25.01.24, 09:43 - Ann: Brief.docx (liegt bei)',
      '25.01.24, 09:43 - Ann: Entwurf.txt (nicht mehr nötig)',
      '25.01.24, 09:44 - Ann: <Medien ausgeschlossen>\nnoch eins',
      '25.01.24, 09:45 - Ann: Bob.vcf (Datei angehängt)',
      '25.01.24, 09:46 - Bob: null',
      '25.01.24, 09:47 - Bob: Du hast diese Nachricht gelöscht.',
      '25.01.24, 09:48 - Bob: <b>fett</b>',
      '25.01.24, 09:49 - Ann: ',
      '25.01.24, 09:50 - Ann hat die Gruppe "Rom: Reise" genannt',
      '',
    ].join('\n'),
    { path: 'chat/WhatsApp Chat mit Rom.txt', files: ['chat/IMG-20240125-WA0001.jpg', 'chat/Brief.docx'] },
  );
  expect(read.path).toBe('chat');
  expect(read.chat).toMatchObject({ title: 'Rom', kind: 'group', dayFirst: { value: true, by: 'file' } });
  expect(inShort(read)).toEqual([
    '- | system | Nachrichten sind verschlüsselt. Mehr dazu: hier.',
    'Ann | media | ein Bild | IMG-20240125-WA0001.jpg chat/IMG-20240125-WA0001.jpg',
    'Ann | media |  | Zeugnis 2.pdf not-found',
    'Ann | media |  | Brief.docx chat/Brief.docx',
    'Ann | text | Entwurf.txt (nicht mehr nötig)',
    'Ann | media | noch eins |  left-out',
    'Ann | contact |  | Bob.vcf not-found',
    'Bob | other | ',
    'Bob | deleted | ',
    'Bob | text | <b>fett</b>',
    'Ann | text | ',
    '- | system | Ann hat die Gruppe "Rom: Reise" genannt',
  ]);
});

test('headers of another shape are text, and so are those after LF where messages end with CRLF', async () => {
  const android = await chatOf(
    '25/01/2024, 09:41 - Ann: see\n[25/1/24, 9:41:00] Bob: pasted\n1/2/24, 10:00 - Bob: too\n',
  );
  expect(inShort(android)).toEqual(['Ann | text | see\n[25/1/24, 9:41:00] Bob: pasted\n1/2/24, 10:00 - Bob: too']);
  const ios = await chatOf(
    '[25/1/24, 9:41:00] Ann: one\n[25/1/24, 9:41:00] Bob: two\r\n[25/1/24, 9:41:00] Bob: three\r\n',
  );
  expect(inShort(ios)).toEqual(['Ann | text | one\n[25/1/24, 9:41:00] Bob: two', 'Bob | text | three']);
});

test('names with colons, without a space behind them, and with nothing behind them', async () => {
  const colons = ['Dr: Bob: hi', 'Dr: Bob: you: there', 'Dr: Bob: yes', 'Ann: re: this', 'Ann: no'];
  const read = await chatOf(colons.map((line) => `25/01/2024, 09:41 - ${line}\n`).join(''));
  expect(inShort(read).map((line) => line.split(' | ')[0])).toEqual(['Dr: Bob', 'Dr: Bob', 'Dr: Bob', 'Ann', 'Ann']);
  const tight = await chatOf(
    '[2026/7/9 02:28:09] Bob:Hi\n[2026/7/9 02:28:10] Ann:so: yes\n[2026/7/9 02:28:11] Bob:\n',
    { path: 'a.txt' },
  );
  expect(inShort(tight)).toEqual(['Bob | text | Hi', 'Ann | text | so: yes', 'Bob | text | ']);
});

test('in a chat of two, the one it is not called after is guessed to be who made the export', async () => {
  const text = '[25/1/24, 9:41:05] Ann: \u200eencrypted\r\n[25/1/24, 9:41:05] Ann: a\r\n[25/1/24, 9:41:05] Bob: b\r\n';
  const { chat, events } = await chatOf(text);
  expect(chat).toMatchObject({ title: 'Ann', kind: 'direct' });
  expect(only(events, 'participant').map(({ participant, me }) => [participant.name, me])).toEqual([
    ['Ann', undefined],
    ['Bob', 'guess'],
  ]);
});

test('the same chat has the same id, whether it comes as a text or in a zip', async () => {
  const line = '25/01/2024, 09:41 - Ann: hello\n';
  const paths = [
    'WhatsApp Chat with Ann.txt',
    'a/WhatsApp Chat with Ann (1).zip/WhatsApp Chat with Ann.txt',
    'WhatsApp Chat - Ann.zip/_chat.txt',
  ];
  const ids = await Promise.all(paths.map(async (path) => (await chatOf(line, { path })).chat.id));
  expect(new Set(ids)).toEqual(new Set(['Ann']));
});

test('files in another zip without a chat belong to the chat', async () => {
  const text = '25/01/2024, 09:41 - Ann: IMG-20240125-WA0001.jpg (file attached)\n';
  const files = [
    memoryFile('one.zip/WhatsApp Chat with Ann.txt', text, 99, 'one.zip'),
    memoryFile('two.zip/IMG-20240125-WA0001.jpg', 'x', 99, 'two.zip'),
  ];
  const [found] = await find(whatsapp, files);
  expect(found).toMatchObject({ path: 'one.zip', variant: 'android' });
  const [message] = found ? only(await readAll(found), 'message') : [];
  expect(message?.message.attachments).toMatchObject([{ path: 'two.zip/IMG-20240125-WA0001.jpg', size: 1 }]);
});

test('what stands before the first message is not understood, and told with its line', async () => {
  const { events, messages } = await chatOf(
    'Exported by me\n\n25/01/2024, 09:41 - Ann: hello\n25/01/2024, 09:42 - Ann: you\n',
  );
  expect(messages).toHaveLength(2);
  expect(only(events, 'unparsed').map(({ unparsed }) => unparsed)).toEqual([
    { file: '_chat.txt', line: 1, reason: 'unknown', excerpt: 'Exported by me' },
  ]);
});

test('bytes are told once, however often they are read', async () => {
  const text = '25/01/2024, 09:41 - Ann: hello\n'.repeat(50);
  let told = 0;
  await chatOf(text, { options: { onBytes: (bytes) => (told += bytes) } });
  expect(told).toBe(text.length);
});
