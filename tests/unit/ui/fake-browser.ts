import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The English catalogue. */
export const CATALOGUE = JSON.parse(readFileSync(join(ROOT, 'public/_locales/en/messages.json'), 'utf8')) as Record<
  string,
  { message: string }
>;

/** What the interface's words need of the extension API, as Chromium does it. */
export const browser = {
  i18n: {
    getUILanguage: () => 'en-GB',
    getMessage: (key: string, substitutions: string[] = []): string =>
      key === '@@bidi_dir'
        ? 'ltr'
        : (CATALOGUE[key]?.message ?? '').replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? ''),
  },
};
