const ENDINGS = /\.(zip|tar|gz|tgz|json|txt|html?|csv|xml|db|sqlite)$/i;

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const LAST_WORD = /[\p{L}\p{N}]+$/u;

/** Longest title that is proposed, in UTF-16 units. */
const LONGEST = 80;

/**
 * A name for a backup, guessed from the top names in it: the common beginning of all where it says something, the
 * first one otherwise; without a file's ending and a download's `(1)`. '' for no names.
 */
export function guessTitle(names: readonly string[]): string {
  const tidy = names.map(tidyName);
  const first = tidy[0] ?? '';
  const common = tidy.reduce(commonStart, first).replace(/[\s\-–—_.,(]+$/u, '');
  return tidyTitle(common.length >= 4 ? common : first);
}

/** A name in one line, not longer than is proposed. */
export function tidyTitle(name: string): string {
  return [...name.slice(0, 10 * LONGEST).replace(/\s+/g, ' ')].slice(0, LONGEST).join('').trim();
}

function tidyName(name: string): string {
  let tidy = name;
  while (ENDINGS.test(tidy)) tidy = tidy.replace(ENDINGS, '');
  tidy = tidy
    .replace(/\s*\(\d+\)$/, '')
    .replaceAll('_', ' ')
    .trim();
  return tidy === '' ? name : tidy;
}

/** The beginning that both have, without a word that only one of them has whole. */
function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  const cutsWord = [a, b].some((name) => WORD_CHARACTER.test(name[length] ?? ''));
  return cutsWord ? a.slice(0, length).replace(LAST_WORD, '') : a.slice(0, length);
}
