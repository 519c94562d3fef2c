/** Languages of three letters that CLDR 48 has dates for; those of two letters are asked for one by one. */
const THREE_LETTERS =
  'agq ars asa ast bas bem bez bgc bho blo brx bua luy ccp ceb cgg chr ckb syr csw dav doi dje dsb dua dyo ebu ' +
  'ewo fil fur gaa kok gsw guz haw hsb jgo jmc kab kam kde kea kgp khq kkj kln ksb ksf ksh kxv lag lij lkt lmo ' +
  'lrc luo mai mas mer mfe mgh mgo mni mua raj mzn naq nds nmg nnh nqo nso nus nyn pcm pms prg rof rwk sah saq ' +
  'sat sbp scn seh ses shi shn smn szl teo tok twq tyv tzm vai vec vmw vun wae xnr xog yav yrl yue zgh';

/** Regions and scripts whose words are not those of their language. */
const VARIANTS =
  'ar-DZ ar-IQ ar-MA ar-MR ar-SA az-Cyrl bn-IN bs-Cyrl ckb-IR de-AT en-AU en-GB es-MX es-PE fa-AF ff-Adlm fr-CA fr-MA ' +
  'hi-Latn kk-Arab kok-Latn ks-Deva kxv-Deva lrc-IQ pa-Arab ps-PK pt-PT sd-Deva se-FI shi-Latn shn-TH sr-BA sr-Latn ' +
  'sr-Latn-ME uz-Arab uz-Cyrl vai-Latn yo-BJ yue-Hans zh-HK zh-Hant';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Whose words are tried before those of all languages: the user's, and the widest spread. */
export function likelyLocales(): readonly string[] {
  const own = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  return supported([...own, 'en', 'es', 'pt', 'de', 'fr']);
}

let all: readonly string[] | undefined;

/** The locales whose dates the platform can write, variants that write nothing of their own left out. */
export function allLocales(): readonly string[] {
  return (all ??= supported([
    ...[...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second)),
    ...`${THREE_LETTERS} ${VARIANTS}`.split(' '),
  ]));
}

function supported(locales: readonly string[]): readonly string[] {
  return [...new Set(Intl.DateTimeFormat.supportedLocalesOf(locales))];
}

/** The script that a locale is written in: `Latn`, `Cyrl`… */
export function scriptOf(locale: string): string {
  return new Intl.Locale(locale).maximize().script ?? '';
}
