import type { Failure } from '@/utils/errors';
import { shownName } from '@/utils/shown-name';
import { t } from '@/utils/words';
import { browser } from 'wxt/browser';

/** Characters of what was not found. */
const MOST_CHECK = 120;

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/** What somebody needs to know who makes a reader fit a page again, and nothing of what is in the page. */
export function reportText(detail: Failure['detail'] = {}): string {
  const { client = '', check = '' } = detail;
  return t(
    'reportText',
    browser.runtime.getManifest().version,
    shownName(`${client}`),
    shownName(`${check}`).slice(0, MOST_CHECK),
    browserName(),
    navigator.language,
  );
}

/** `Chromium 148, Google Chrome 148`. */
function browserName(): string {
  const { userAgentData } = navigator as { userAgentData?: { readonly brands: readonly Brand[] } };
  // Browsers name one that is none, so that nobody relies on the list (Client Hints Infrastructure, "GREASE").
  const real = (userAgentData?.brands ?? []).filter(({ brand }) => !/not.*brand/i.test(brand));
  return real.map(({ brand, version }) => `${brand} ${version}`).join(', ');
}
