import { PageError } from '../page-error';
import type { PageReader } from '../reader';

/** Not written yet. */
export const telegramK: PageReader = {
  client: 'telegram-k',
  exports: false,
  isHere: () => false,
  open() {
    throw new PageError('changed', 'reader');
  },
};
