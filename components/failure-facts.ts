import { day, number } from '@/components/figures';
import type { Failure } from '@/utils/errors';
import { shownName } from '@/utils/shown-name';
import { isolate, t } from '@/utils/words';

/** What fills the places `$1`, `$2`… in a failure's three sentences. */
export function failureFacts({ code, detail = {} }: Failure): string[] {
  if (detail['sheet'] !== undefined) return [number(Number(detail['sheet']))];
  if (code === 'SHARES_MISSING') return [detail['have'], detail['need']].map((n) => number(Number(n)));
  if (code !== 'KEY_REMOVED') return [];
  const { name = '', at = 0 } = detail;
  return [day(Number(at)), name === '' ? t('keyNameless') : isolate(shownName(`${name}`))];
}
