import { allLocales, likelyLocales, scriptOf } from './localised-locales';
import type { Token } from './localised-tokens';
import { type Vocabulary, vocabularyOf } from './localised-vocabulary';

/** Vocabularies by the words in them. Made once, when first asked for: it takes the platform a while. */
interface Index {
  readonly byWord: ReadonlyMap<string, readonly Vocabulary[]>;
}

/** How many languages are tried for one date. */
const MOST_TRIED = 8;

let likely: Index | undefined;
const byScript = new Map<string, Index>();
let localesByScript: ReadonlyMap<string, readonly string[]> | undefined;
const vocabularies = new Map<string, Vocabulary>();

/** The likeliest languages of a date among those that are tried first: those that know most of its words. */
export function likelyLanguages(tokens: readonly Token[]): readonly Vocabulary[] {
  likely ??= indexOf(likelyLocales());
  return ranked(likely, tokens);
}

/** The same among all languages in the script of the date. */
export function otherLanguages(tokens: readonly Token[]): readonly Vocabulary[] {
  const script = scriptIn(tokens.map(({ text }) => text).join(' '));
  let index = byScript.get(script);
  if (!index) {
    index = indexOf(scripts().get(script) ?? []);
    byScript.set(script, index);
  }
  return ranked(index, tokens);
}

function indexOf(locales: readonly string[]): Index {
  const byWord = new Map<string, Vocabulary[]>();
  for (const locale of locales)
    for (const tag of tagsOf(locale)) {
      const vocabulary = vocabularies.get(tag) ?? vocabularyOf(tag);
      vocabularies.set(tag, vocabulary);
      for (const word of vocabulary.words.keys()) {
        const knowing = byWord.get(word);
        if (knowing) knowing.push(vocabulary);
        else byWord.set(word, [vocabulary]);
      }
    }
  return { byWord };
}

/** Where another calendar is the usual one, the Gregorian is in use as well. */
function tagsOf(locale: string): readonly string[] {
  const { calendar } = new Intl.DateTimeFormat(locale).resolvedOptions();
  return calendar === 'gregory' ? [locale] : [locale, `${locale}-u-ca-gregory`];
}

function ranked({ byWord }: Index, tokens: readonly Token[]): readonly Vocabulary[] {
  const known = new Map<Vocabulary, number>();
  for (const { text } of tokens)
    for (const vocabulary of byWord.get(text) ?? []) known.set(vocabulary, (known.get(vocabulary) ?? 0) + 1);
  return [...known]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_TRIED)
    .map(([vocabulary]) => vocabulary);
}

function scripts(): ReadonlyMap<string, readonly string[]> {
  return (localesByScript ??= Map.groupBy(allLocales(), (locale) => scriptGroup(scriptOf(locale))));
}

/** Scripts that are written together count as one. */
function scriptGroup(script: string): string {
  return /^(Hans|Hant|Jpan)$/.test(script) ? 'Hani' : script === 'Kore' ? 'Hang' : script;
}

/** `UTC` and `AM` stand in dates of every script: another script than Latin is the date's. */
function scriptIn(text: string): string {
  const letter = /(?!\p{sc=Latn})\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return 'Latn';
  for (const script of scripts().keys()) if (new RegExp(`\\p{scx=${script}}`, 'u').test(letter)) return script;
  return 'Latn';
}
