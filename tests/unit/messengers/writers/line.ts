/** A message as LINE has it before it saves a chat. */
export interface LineMessage {
  /** Minutes since 1970 by the phone's clock. */
  readonly minute: number;
  /** null: LINE itself wrote it. */
  readonly sender: string | null;
  readonly text: string;
}

/** How a phone writes a chat: the first line, days and clocks in its language. */
export interface LineLocale {
  readonly title: (name: string) => string;
  readonly saved: string;
  readonly day: (date: Date) => string;
  readonly clock: (date: Date) => string;
  /** Whether texts of several lines stand in quotes. */
  readonly hasQuotes: boolean;
  /** Whether an empty line stands before each day. */
  readonly hasBlanks: boolean;
}

const in24Hours = (date: Date): string => date.toISOString().slice(11, 16);
const numbers = (date: Date): string => date.toISOString().slice(0, 10).replaceAll('-', '/');
const weekday = (language: string, date: Date, form: 'long' | 'short' | 'narrow'): string =>
  new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(date);
const half = (words: readonly [string, string], date: Date): string =>
  `${words[date.getUTCHours() < 12 ? 0 : 1]}${String(date.getUTCHours() % 12 || 12).padStart(2, '0')}:${date.toISOString().slice(14, 16)}`;
const slashes = (date: Date, dayFirst: boolean): string => {
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1];
  return `${dayFirst ? `${day}/${month}` : `${month}/${day}`}/${date.getUTCFullYear()}`;
};

export const LINE_LOCALES: Readonly<Record<string, LineLocale>> = {
  ja: {
    title: (name) => `[LINE] ${name}とのトーク履歴`,
    saved: '保存日時：2024/01/03 09:00',
    day: (date) => `${numbers(date)}(${weekday('ja', date, 'narrow')})`,
    clock: in24Hours,
    hasQuotes: true,
    hasBlanks: true,
  },
  jaEra: {
    title: (name) => `[LINE] ${name}のトーク履歴`,
    saved: '保存日時：R8/04/11 20:01',
    day: (date) => `R${date.getUTCFullYear() - 2018}${numbers(date).slice(4)}(${weekday('ja', date, 'narrow')})`,
    clock: (date) => half(['午前', '午後'], date),
    hasQuotes: true,
    hasBlanks: true,
  },
  en: {
    title: (name) => `[LINE] Chat history with ${name}`,
    saved: 'Saved on: 1/3/2024, 09:00',
    day: (date) => `${weekday('en', date, 'short')}, ${slashes(date, false)}`,
    clock: (date) => `${half(['', ''], date)}${date.getUTCHours() < 12 ? 'AM' : 'PM'}`,
    hasQuotes: true,
    hasBlanks: true,
  },
  enGb: {
    title: (name) => `[LINE] Chat with ${name}`,
    saved: 'Saved on: 03/01/2024, 09:00',
    day: (date) => `${weekday('en', date, 'short')}, ${slashes(date, true)}`,
    clock: in24Hours,
    hasQuotes: true,
    hasBlanks: true,
  },
  zhTw: {
    title: (name) => `[LINE] 與${name}的聊天記錄`,
    saved: '儲存日期：2024/01/03 09:00',
    day: (date) => `${numbers(date)}（${weekday('zh-Hant', date, 'short')}）`,
    clock: (date) => half(['上午', '下午'], date),
    hasQuotes: true,
    hasBlanks: false,
  },
  zh: {
    title: (name) => `[LINE] 与${name}的聊天记录`,
    saved: '保存日期：2024/01/03 09:00',
    day: (date) => `${numbers(date).replaceAll('/', '.')} ${weekday('zh', date, 'long')}`,
    clock: in24Hours,
    hasQuotes: true,
    hasBlanks: true,
  },
  ko: {
    title: (name) => `[LINE] ${name}님과의 대화`,
    saved: '저장한 날짜: 2024. 1. 3. 09:00',
    day: (date) => `${numbers(date).replaceAll('/', '.')} ${weekday('ko', date, 'long')}`,
    clock: (date) => half(['오전 ', '오후 '], date),
    hasQuotes: true,
    hasBlanks: true,
  },
  th: {
    title: (name) => `[LINE] ประวัติการสนทนากับ ${name}`,
    saved: 'บันทึกเมื่อ: 04/09/2569 07:48',
    day: (date) =>
      `${weekday('th', date, 'short')} ${slashes(date, true).replace(/\d+$/, (year) => String(Number(year) + 543))}`,
    clock: in24Hours,
    hasQuotes: true,
    hasBlanks: true,
  },
  de: {
    title: (name) => `[LINE] Chat mit ${name}`,
    saved: 'Gespeichert um: 5.9.2019 09:00',
    day: (date) => `${weekday('de', date, 'short')}., ${slashes(date, true).replaceAll('/', '.')}`,
    clock: in24Hours,
    hasQuotes: true,
    hasBlanks: true,
  },
};

/** The text of a chat. */
export function writeLine(name: string, messages: readonly LineMessage[], locale: LineLocale, end = '\n'): string {
  const lines = [locale.title(name), locale.saved];
  let last = '';
  for (const { minute, sender, text } of messages) {
    const date = new Date(minute * 60_000);
    const day = locale.day(date);
    if (day !== last) lines.push(...(locale.hasBlanks || last === '' ? [''] : []), day);
    last = day;
    const quoted = text.includes('\n') && locale.hasQuotes ? `"${text}"` : text;
    lines.push(`${locale.clock(date)}\t${sender ?? ''}\t${quoted}`.replaceAll('\n', end));
  }
  return [...lines, ''].join(end);
}
