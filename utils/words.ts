import type catalogue from '@/public/_locales/en/messages.json';
import { browser } from 'wxt/browser';
import { numberFormat, pluralRules } from './intl';

/** A key of the catalogue, public/_locales/<language>/messages.json. */
export type Word = keyof typeof catalogue;

/** A key that has one text per plural form: `NAME_one`, `NAME_other` and what else the language needs. */
export type CountedWord = Word extends infer K ? (K extends `${infer Name}_other` ? Name : never) : never;

const lookUp = browser.i18n.getMessage as (key: string, substitutions?: string[]) => string;

/** The text of `word`, with `$1`, `$2`… replaced by `substitutions`. */
export function t(word: Word, ...substitutions: string[]): string {
  return lookUp(word, substitutions);
}

/** The text of `word` in the plural form for `n`. `$1` is `n` as the language writes it, `$2`… are `substitutions`. */
export function count(word: CountedWord, n: number, ...substitutions: string[]): string {
  const all = [numberFormat(locale()).format(n), ...substitutions];
  return lookUp(`${word}_${pluralRules(locale()).select(n)}`, all) || lookUp(`${word}_other`, all);
}

/**
 * The locale for numbers and dates: the browser's, or the catalogue's where the browser's language has no catalogue, so
 * that one sentence is in one language.
 */
export function locale(): string {
  const language = t('language');
  const wanted = browser.i18n.getUILanguage();
  return wanted.split('-')[0] === language ? wanted : language;
}

/** `ltr` or `rtl`. */
export function direction(): string {
  return lookUp('@@bidi_dir');
}

/**
 * `text` between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode UAX #9), so that a name in another script
 * does not reorder the sentence around it.
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
