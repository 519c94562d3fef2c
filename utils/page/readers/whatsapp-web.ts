import { PageError } from '../page-error';
import type { PageReader } from '../reader';

/** Not written yet. */
export const whatsappWeb: PageReader = {
  client: 'whatsapp-web',
  exports: false,
  isHere: () => false,
  open() {
    throw new PageError('changed', 'reader');
  },
};
