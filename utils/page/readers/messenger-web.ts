import { PageError } from '../page-error';
import type { PageReader } from '../reader';

/** Not written yet. */
export const messengerWeb: PageReader = {
  client: 'messenger-web',
  exports: false,
  isHere: () => false,
  open() {
    throw new PageError('changed', 'reader');
  },
};
