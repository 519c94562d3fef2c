import { PageError } from '../page-error';
import type { PageReader } from '../reader';

/** Not written yet. */
export const converse: PageReader = {
  client: 'converse',
  exports: false,
  isHere: () => false,
  open() {
    throw new PageError('changed', 'reader');
  },
};
