import { PageError } from '../page-error';
import type { PageReader } from '../reader';

/** Not written yet. */
export const telegramA: PageReader = {
  client: 'telegram-a',
  exports: false,
  isHere: () => false,
  open() {
    throw new PageError('changed', 'reader');
  },
};
