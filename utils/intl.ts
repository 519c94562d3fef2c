/**
 * The platform's formatters, each made once for a language and options: making one costs a hundred times what using it
 * does, and a list of a thousand archives uses several a row.
 */
export const numberFormat = kept(
  (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
export const pluralRules = kept((locale) => new Intl.PluralRules(locale));
export const listFormat = kept((locale, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
export const segmenter = kept((locale) => new Intl.Segmenter(locale));
const datesOfZone = kept((locale, options?: DateOptions) => new Intl.DateTimeFormat(locale, options));

type DateOptions = Intl.DateTimeFormatOptions & { readonly offset?: number };

/** As the others; the one of the time zone that the system has now. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return datesOfZone(locale, { ...options, offset: new Date().getTimezoneOffset() });
}

function kept<O, F>(make: (locale: string, options?: O) => F): (locale: string, options?: O) => F {
  const made = new Map<string, F>();
  return (locale, options) => {
    const key = JSON.stringify([locale, options]);
    const before = made.get(key);
    if (before) return before;
    const formatter = make(locale, options);
    made.set(key, formatter);
    return formatter;
  };
}
