import { direction, locale } from '@/utils/words';

/** Says in what language and direction the page is written. */
export function setLanguage(): void {
  document.documentElement.lang = locale();
  document.documentElement.dir = direction();
}
