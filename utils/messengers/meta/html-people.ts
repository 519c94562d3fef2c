/** Languages whose "and" is tried where a page does not say its own. */
const LANGUAGES = Intl.ListFormat.supportedLocalesOf(
  'en es pt fr de it nl sv da nb fi pl cs sk hu ro bg ru uk el tr ar he fa hi bn ta te th vi id ms ja ko zh'.split(' '),
);

/**
 * The people that a page lists above its messages, `Participants: Alice, Bob and Carol` in any language: the text after a
 * colon, when one of the names in it is known.
 * @param known names one of which has to be among them
 * @param language of the page; '' not told
 */
export function listedPeople(intro: readonly string[], known: readonly string[], language: string): readonly string[] {
  for (const text of intro) {
    const colon = text.search(/[:：]/);
    if (colon < 0) continue;
    const names = namesIn(text.slice(colon + 1), language);
    if (names.some((name) => known.includes(name))) return names;
  }
  return [];
}

function namesIn(list: string, language: string): readonly string[] {
  const names = list.split(/[,،、，]/).map((name) => name.trim());
  const last = names.pop() ?? '';
  // Between the last two stands a word, with a comma before it or not.
  const ands = conjunctions(language);
  const leading = ands.find((and) => last.startsWith(`${and} `));
  if (leading && names.length > 0) return [...names, last.slice(leading.length).trim()].filter(Boolean);
  const and = ands.find((word) => last.includes(` ${word} `));
  const [before, after] = and ? halves(last, ` ${and} `) : [last, ''];
  return [...names, before, after].map((name) => name.trim()).filter(Boolean);
}

function halves(text: string, by: string): readonly [string, string] {
  const at = text.lastIndexOf(by);
  return [text.slice(0, at), text.slice(at + by.length)];
}

/** "and", in the page's language or in many. */
function conjunctions(language: string): readonly string[] {
  const own = isLanguage(language) ? [language] : LANGUAGES;
  const words = own.map((locale) =>
    new Intl.ListFormat(locale)
      .formatToParts(['a', 'b'])
      .flatMap(({ type, value }) => (type === 'literal' ? value.trim() : []))
      .join(''),
  );
  return [...new Set(words)].filter((word) => /\p{L}|&/u.test(word));
}

function isLanguage(language: string): boolean {
  try {
    return Intl.ListFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}
