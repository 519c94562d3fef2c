import { type Vocabulary, vocabularyOf } from '@/utils/messengers/time/localised-vocabulary';

/** A language that a page may be in, and its words for days and hours. */
export interface PageLanguage {
  readonly locale: string;
  readonly vocabulary: Vocabulary;
}

/** Languages that are remembered: a page has one or two, but could name another one at each look. */
const MOST_REMEMBERED = 16;

const remembered = new Map<string, PageLanguage>();

/**
 * The languages that a page's days and times may be in, the likeliest first: the one that it names, those of the browser, and
 * English.
 * @param locale as the page names it: `de`, `pt_BR`, '' or nonsense
 */
export function* languagesOf(locale: string): Generator<PageLanguage> {
  const own = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  const known = [locale.slice(0, 35).replaceAll('_', '-'), ...own, 'en'].flatMap(supported);
  for (const one of new Set(known)) yield languageOf(one);
}

function supported(locale: string): readonly string[] {
  try {
    return locale === '' ? [] : Intl.DateTimeFormat.supportedLocalesOf(locale);
  } catch {
    return [];
  }
}

function languageOf(locale: string): PageLanguage {
  let language = remembered.get(locale);
  if (!language) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    language = { locale, vocabulary: vocabularyOf(locale) };
    remembered.set(locale, language);
  }
  return language;
}
