import { gatherReactions } from '../reading/gather-reactions';
import { asObject, asString } from '../json/shape';
import type { Reaction } from '../model';
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

/** What people reacted with: `{reaction, actor}`. */
export function metaReactions(value: readonly unknown[]): readonly Reaction[] {
  const single = value.flatMap((each) => {
    const reaction = asObject(each);
    const emoji = metaString(reaction?.['reaction']);
    return emoji ? { emoji, by: metaString(reaction?.['actor']) ?? '' } : [];
  });
  return gatherReactions(single);
}
