import type { Failure } from '@/utils/errors';
import { formatDay } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import { isolate, locale, t } from '@/utils/words';

/** What fills the places `$1`, `$2`… in a failure's three sentences. */
export function failureFacts({ code, detail = {} }: Failure): string[] {
  if (code !== 'KEY_REMOVED') return [];
  const { name = '', at = 0 } = detail;
  return [formatDay(Number(at), Date.now(), locale()), name === '' ? t('keyNameless') : isolate(shownName(`${name}`))];
}
