import { type JsonObject, asString } from '../json/shape';

/**
 * Fields in which what happened is told in words: names, titles, sums. tdesktop, export/output/export_output_json.cpp,
 * SerializeMessage.
 */
const WORDS = [
  'title',
  'new_title',
  'members',
  'inviter',
  'information_text',
  'to',
  'emoticon',
  'reason_domain',
  'reason_app_name',
  'values',
  'cost',
  'currency',
  'gift_text',
  'boosts',
  'text',
] as const;

/** Actions that are calls. */
const CALLS = new Set(['phone_call', 'conference_call']);

/** What the messenger itself wrote. */
export function serviceOf(message: JsonObject): { kind: 'system' | 'call'; action: string | null; words: string } {
  const action = asString(message.action);
  const words = WORDS.flatMap((key) => message[key])
    .filter((part) => (typeof part === 'string' && part !== '') || typeof part === 'number')
    .join(', ');
  return { kind: CALLS.has(action ?? '') ? 'call' : 'system', action, words };
}
