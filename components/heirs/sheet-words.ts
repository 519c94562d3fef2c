import { number } from '@/components/figures';
import type { TypedSheet } from '@/utils/heirs/typed-sheets';
import { t } from '@/utils/words';

/** What a typed text is, in words; '' for an empty one. */
export function sheetWords(sheet: TypedSheet): string {
  switch (sheet.is) {
    case 'sheet':
      return t('shareGood', number(sheet.share.number), number(sheet.share.count), sheet.share.set);
    case 'unfinished':
      return t('shareUnfinished');
    case 'unlike':
      return t('shareUnlike');
    case 'mistyped':
      return sheet.group === null ? t('shareMistyped') : t('shareMistypedGroup', number(sheet.group));
    case 'other':
      return t('shareOther');
    case 'twice':
      return t('shareTwice');
    case 'newer':
      return t('shareNewer');
    case 'empty':
      return '';
  }
}
