import { type JsonObject, asObject, asString } from '../json/shape';
import { fixMojibake } from './mojibake';

/** A string of Meta's JSON as it was meant; null for anything else. */
export function metaString(value: unknown): string | null {
  const text = asString(value);
  return text === null ? null : fixMojibake(text);
}

/** A name that Meta writes as `{name}` (the usual export) or as it is (the end-to-end-encrypted one); null for none. */
export function metaName(value: unknown): string | null {
  return metaString(asObject(value)?.['name'] ?? value) || null;
}

/** What somebody reacted with: `{reaction, actor}`. */
export function metaReactions(value: readonly unknown[]): { emoji: string; count: number; by: string[] }[] {
  const byEmoji = new Map<string, { emoji: string; count: number; by: string[] }>();
  for (const each of value) {
    const reaction: JsonObject | null = asObject(each);
    const emoji = metaString(reaction?.['reaction']);
    if (!emoji) continue;
    const known = byEmoji.get(emoji) ?? { emoji, count: 0, by: [] };
    known.count++;
    const actor = metaString(reaction?.['actor']);
    if (actor) known.by.push(actor);
    byEmoji.set(emoji, known);
  }
  return [...byEmoji.values()];
}
