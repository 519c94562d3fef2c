import { PageError } from '../page-error';
import type { PageReader } from '../reader';

/** Not written yet. */
export const elementWeb: PageReader = {
  client: 'element-web',
  exports: false,
  isHere: () => false,
  open() {
    throw new PageError('changed', 'reader');
  },
};
