/** A message as KakaoTalk has it before it saves a chat. */
export interface KakaoMessage {
  /** Minutes since 1970 by the clock of the device. */
  readonly minute: number;
  /** null: KakaoTalk itself wrote it. */
  readonly sender: string | null;
  readonly text: string;
}

/** Writes a chat; `name` without what the app puts around it. */
export type KakaoWriter = (name: string, messages: readonly KakaoMessage[]) => string;

const half = (date: Date, words: readonly [string, string]): string =>
  `${words[date.getUTCHours() < 12 ? 0 : 1]}${date.getUTCHours() % 12 || 12}:${date.toISOString().slice(14, 16)}`;
const parts = (date: Date) => [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const;
const named = (date: Date, options: Intl.DateTimeFormatOptions, language = 'en'): string =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date);

const korean = (date: Date): string => {
  const [year, month, day] = parts(date);
  return `${year}년 ${month}월 ${day}일`;
};

function windows(
  head: (name: string) => readonly string[],
  day: (date: Date) => string,
  words: readonly [string, string],
  isAfter: boolean,
): KakaoWriter {
  return (name, messages) => {
    const lines = [...head(name), ''];
    let last = '';
    for (const { minute, sender, text } of messages) {
      const date = new Date(minute * 60_000);
      if (day(date) !== last) lines.push(`--------------- ${day(date)} ---------------`);
      last = day(date);
      const clock = isAfter ? `${half(date, ['', ''])} ${words[date.getUTCHours() < 12 ? 0 : 1]}` : half(date, words);
      lines.push(...(sender === null ? text : `[${sender}] [${clock}] ${text}`).split('\n'));
    }
    return `\ufeff${[...lines, ''].join('\r\n')}`;
  };
}

/** How phones write: a line for each day, the date in every line. */
function phone(
  head: (name: string) => readonly string[],
  when: (date: Date) => string,
  day: (date: Date) => string,
  own: ', ' | ': ',
  end: string,
): KakaoWriter {
  return (name, messages) => {
    const lines = [...head(name)];
    let last = '';
    for (const { minute, sender, text } of messages) {
      const date = new Date(minute * 60_000);
      if (date.toISOString().slice(0, 10) !== last) lines.push('', day(date));
      last = date.toISOString().slice(0, 10);
      lines.push(
        ...(sender === null ? `${when(date)}${own}${text}` : `${when(date)}, ${sender} : ${text}`).split('\n'),
      );
    }
    return [...lines, ''].join(end);
  };
}

const KOREAN = ['오전 ', '오후 '] as const;
const whenKorean = (date: Date): string => `${korean(date)} ${half(date, KOREAN)}`;
const whenShort = (date: Date): string => `${parts(date).join('. ')}. ${half(date, KOREAN)}`;
const whenEnglish = (date: Date): string =>
  `${named(date, { month: 'long', day: 'numeric', year: 'numeric' })} at ${half(date, ['', ''])} ${date.getUTCHours() < 12 ? 'AM' : 'PM'}`;
const whenBrief = (date: Date): string =>
  `${named(date, { month: 'short', day: 'numeric', year: 'numeric' })}, ${date.toISOString().slice(11, 16)}`;

export const KAKAO_WRITERS: Readonly<Record<string, KakaoWriter>> = {
  windowsKo: windows(
    (name) => [`${name} 님과 카카오톡 대화`, '저장한 날짜 : 2024-03-11 22:14:03'],
    (date) => `${korean(date)} ${named(date, { weekday: 'long' }, 'ko')}`,
    KOREAN,
    false,
  ),
  windowsEn: windows(
    (name) => [`${name} with KakaoTalk Chats`, 'Date Saved : 2024-03-11 22:14:03'],
    (date) => named(date, { dateStyle: 'full' }),
    ['AM', 'PM'],
    true,
  ),
  androidKo: phone(
    (name) => [`${name} 3 님과 카카오톡 대화`, '저장한 날짜 : 2024년 3월 11일 오후 10:14', ''],
    whenKorean,
    whenKorean,
    ', ',
    '\n',
  ),
  androidEn: phone(
    (name) => [`KakaoTalk Chats with ${name}`, 'Date Saved : March 11, 2024 at 10:14 PM', ''],
    whenEnglish,
    whenEnglish,
    ', ',
    '\n',
  ),
  iphoneKo: phone(
    (name) => [`${name} 3 님과 카카오톡 대화`, '저장한 날짜 : 2024. 3. 11. 오후 10:14', ''],
    whenShort,
    (date) => `${korean(date)} ${named(date, { weekday: 'long' }, 'ko')}`,
    ': ',
    '\r\n',
  ),
  iphoneEn: phone(
    (name) => ['Talk_2026.2.13 18:42-1.txt', `${name} Talk Chats`, 'Date Saved : Feb 13, 2026 at 18:42', ''],
    whenBrief,
    (date) => named(date, { dateStyle: 'full' }),
    ': ',
    '\r\n',
  ),
};

/** The CSV of a Mac. */
export function writeKakaoCsv(messages: readonly KakaoMessage[]): string {
  const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
  const records = messages.map(({ minute, sender, text }) => {
    const date = new Date(minute * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    return `${date},${quoted(sender ?? '')},${quoted(text)}\r\n`;
  });
  return `\ufeffDate,User,Message\r\n${records.join('')}`;
}
