/** Languages of LINE, and those whose weekdays are told by one letter. */
const LANGUAGES = 'en ja ko zh zh-Hant th id vi es pt de fr it ru tr ms ar'.split(' ');
const BRIEF = 'ja ko zh th'.split(' ');

let names: Map<string, number> | undefined;

/** The weekdays that a word can name, as bits, bit 0 for Sunday; 0: it names none. */
export function weekdaysNamed(word: string): number {
  names ??= readNames();
  const key = keyOf(word);
  return names.get(key) ?? names.get(key.replace(/^[週周]/, '')) ?? 0;
}

function readNames(): Map<string, number> {
  const found = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const weekday of ['long', 'short', ...(BRIEF.includes(language) ? ['narrow'] : [])] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday: weekday as 'long', timeZone: 'UTC' });
      for (let day = 0; day < 7; day++) {
        const key = keyOf(format.format(Date.UTC(2024, 0, 7 + day)));
        found.set(key, (found.get(key) ?? 0) | (1 << day));
      }
    }
  return found;
}

function keyOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{M}]/gu, '');
}
