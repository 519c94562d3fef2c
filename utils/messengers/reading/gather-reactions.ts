import type { Reaction } from '../model';

/** Single reactions put together by their emoji, in the order in which each emoji comes first. */
export function gatherReactions(
  single: readonly { readonly emoji: string; readonly by: string }[],
): readonly Reaction[] {
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, by } of single) {
    const people = byEmoji.get(emoji);
    if (people) people.push(by);
    else byEmoji.set(emoji, [by]);
  }
  return [...byEmoji].map(([emoji, by]) => ({ emoji, count: by.length, by }));
}
