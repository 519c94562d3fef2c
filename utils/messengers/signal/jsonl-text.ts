import { asArray, asNumber, asObject, asString, type JsonObject } from '../json/shape';
import type { Entity } from '../model';
import { uuidOf } from './jsonl-recipients';

const STYLES: ReadonlyMap<string, Entity['kind']> = new Map([
  ['BOLD', 'bold'],
  ['ITALIC', 'italic'],
  ['SPOILER', 'spoiler'],
  ['STRIKETHROUGH', 'strike'],
  ['MONOSPACE', 'code'],
]);

/** What Backup.proto's Text says. A mention is U+FFFC in the text; its entity's value is whom it means. */
export function readText(value: unknown): { text: string; entities: readonly Entity[] } {
  const body = asObject(value);
  const text = asString(body?.['body']) ?? '';
  const entities = asArray(body?.['bodyRanges']).flatMap((range) => readRange(asObject(range), text.length));
  return { text, entities: entities.toSorted((a, b) => a.start - b.start) };
}

/** Ranges count UTF-16 units; what is 0 is left out. They may go on in a longer text that is a file of its own. */
function readRange(range: JsonObject | null, length: number): Entity[] {
  if (!range) return [];
  const start = asNumber(range['start']) ?? 0;
  const end = Math.min(start + (asNumber(range['length']) ?? 0), length);
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(end) || end <= start) return [];
  const mention = uuidOf(range['mentionAci']);
  if (mention !== null) return [{ kind: 'mention', start, length: end - start, value: mention }];
  const style = asString(range['style']);
  return style === null || style === 'NONE' ? [] : [{ kind: STYLES.get(style) ?? 'other', start, length: end - start }];
}
