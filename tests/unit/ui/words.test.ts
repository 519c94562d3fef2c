import { FAILURE_WORDS } from '@/components/failure-words';
import { PERMISSIONS } from '@/components/permissions';
import { count, isolate, locale, t } from '@/utils/words';
import { expect, test, vi } from 'vitest';
import { CATALOGUE, browser } from './fake-browser';
import { interfaceSources, visibleText, wordsCalled } from './sources';

vi.mock('wxt/browser', async () => await import('./fake-browser'));

const FORMS = /_(zero|one|two|few|many|other)$/;

test('every word that is asked for stands in the catalogue', () => {
  const missing = interfaceSources().flatMap(({ path, text }) =>
    wordsCalled(text)
      .filter(({ name, counted }) => !((counted ? `${name}_other` : name) in CATALOGUE))
      .map(({ name }) => `${path}: ${name}`),
  );
  expect(missing).toStrictEqual([]);
});

test('every word of the catalogue is used', () => {
  const all = interfaceSources()
    .map(({ text }) => text)
    .join('\n');
  const unused = Object.keys(CATALOGUE).filter(
    (key) => !all.includes(`'${key.replace(FORMS, '')}'`) && !all.includes(`__MSG_${key}__`),
  );
  expect(unused).toStrictEqual([]);
});

test('a counted word has every form that its language needs', () => {
  const needed = new Intl.PluralRules(t('language')).resolvedOptions().pluralCategories;
  const names = new Set(Object.keys(CATALOGUE).flatMap((key) => (FORMS.test(key) ? [key.replace(FORMS, '')] : [])));
  const missing = [...names].flatMap((name) =>
    needed.map((form) => `${name}_${form}`).filter((key) => !(key in CATALOGUE)),
  );
  expect(missing).toStrictEqual([]);
});

test('no text that a user reads stands outside the catalogue', () => {
  const found = interfaceSources()
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, text }) => visibleText(path, text).map((literal) => `${path}: ${literal}`));
  expect(found).toStrictEqual([]);
});

test('the search for text finds it', () => {
  const source =
    'export const A = () => <p title="A tip">Some {x ? "text" : null} <b>·</b>{y && `more`}{t("word")}</p>;';
  expect(visibleText('a.tsx', source)).toStrictEqual(['A tip', 'Some', 'text', 'more']);
});

test.each(Object.entries(FAILURE_WORDS))('%s has three sentences', (_, { what, data, next }) => {
  for (const word of [what, data, next]) expect(t(word)).toMatch(/^[A-Z].{5,}/);
});

test('no sentence speaks of what users need not know', () => {
  const inside = /\b(PRF|KDF|slot|vault|stanza|snapshot|chunk|WebAuthn|IndexedDB)\b/i;
  expect(Object.keys(CATALOGUE).filter((key) => inside.test(CATALOGUE[key]?.message ?? ''))).toStrictEqual([]);
});

test('every permission has its words', () => {
  for (const { why, cannot } of PERMISSIONS) expect([t(why), t(cannot)]).not.toContain('');
});

test('words are filled in and counted', () => {
  expect(t('bytesOf', '1 MB', '2 MB')).toBe('1 MB of 2 MB');
  expect(count('files', 1)).toBe('1 file');
  expect(count('files', 12_403)).toBe('12,403 files');
  expect(count('filesOf', 813, '412')).toBe('412 of 813 files');
  expect(isolate('x')).toBe('\u2068x\u2069');
});

test('numbers are in the language of the words', () => {
  expect(locale()).toBe('en-GB');
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValueOnce('de');
  expect(locale()).toBe('en');
});
