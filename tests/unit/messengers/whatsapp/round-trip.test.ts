import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardText } from '../lib/awkward-text';
import { type WhatsAppStyle, writeWhatsApp, type WrittenMessage } from '../writers/whatsapp';
import { chatOf } from './read';

const STYLES: readonly Pick<WhatsAppStyle, 'locale' | 'hour12' | 'attached' | 'edited'>[] = [
  { locale: 'en-GB', attached: 'file attached', edited: 'This message was edited' },
  { locale: 'en-US', hour12: true, attached: 'attached', edited: 'This message was edited' },
  { locale: 'de', attached: 'Datei angehängt', edited: 'Diese Nachricht wurde bearbeitet' },
  { locale: 'ar-EG', attached: 'الملف مرفق', edited: 'تم تعديل هذه الرسالة' },
  { locale: 'ko', attached: '파일 첨부됨', edited: '이 메시지가 수정되었습니다' },
  { locale: 'fa', attached: 'پیوست شد', edited: 'این پیام ویرایش شد' },
];

const NAMES = ['Ann', 'Bob: Builder', '+49 151 2345678', 'Zoë 👩‍👧', 'The [Boss]', "O'Neill (work)", '3/4/2020'];

/** A day after the 12th comes first, so that day and month are told apart. */
const START = Date.UTC(2021, 4, 25, 7);

const message = fc.record({
  gap: fc.integer({ min: 0, max: 5_000_000 }),
  sender: fc.option(fc.constantFrom(...NAMES)),
  text: awkwardText(),
  file: fc.boolean(),
  isEdited: fc.boolean(),
});

type Draft = typeof message extends fc.Arbitrary<infer T> ? T : never;

function written(drafts: readonly Draft[], seconds: boolean): readonly WrittenMessage[] {
  let ms = START;
  // Everybody says something plain first, thrice: names with colons are known by that.
  const first = NAMES.flatMap((sender) => ['hello', 'there', 'again'].map((text) => ({ ms, sender, text })));
  const rest = drafts.map(({ gap, sender, text, file, isEdited }, at): WrittenMessage => {
    ms += seconds ? gap - (gap % 1000) : gap - (gap % 60_000);
    if (sender === null) return { ms, sender, text: `${at} changed ${text.replace(/[^\p{L}\p{N} ]/gu, '')}` };
    if (file)
      return { ms, sender, text: text.replace(/[\u200e\u200f]/g, '').trim(), file: `IMG-20210525-WA${1000 + at}.jpg` };
    return { ms, sender, text: /^[\u200e\u200f<]/.test(text) ? `x${text}` : text, ...(isEdited && { isEdited }) };
  });
  // For Android, words for a change are known by ending two different texts.
  const changed = ['soon', 'sooner'].map((text) => ({ ms: START, sender: 'Ann', text, isEdited: true }));
  return [...first, ...changed, ...rest];
}

test.each(
  STYLES.flatMap((style) => (['ios', 'android'] as const).map((system) => [system, style.locale, style] as const)),
)('every message comes back as it was written: %s, %s', async (system, _, style) => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.integer({ min: 1, max: 200 }), async (drafts, block) => {
      const messages = written(drafts, system === 'ios');
      const text = writeWhatsApp(messages, { ...style, system, spokesman: 'Our group' });
      const files = messages.flatMap(({ file }) => file ?? []);
      const read = await chatOf(text, { files, block });
      const got = read.messages.map(({ time, sender, text: said, attachments, edited }) => ({
        ms: time?.ms,
        sender,
        text: said,
        ...(attachments && { file: attachments[0]?.path }),
        ...(edited && { isEdited: true }),
      }));
      expect(got).toEqual(messages);
      expect(read.messages.map(({ seq }) => seq)).toEqual(messages.map((_one, at) => at));
    }),
    { numRuns: 15 },
  );
});
