/** Those of some lists that are not empty: what a message has none of is absent. */
export function filled<T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Partial<T> {
  const kept: Partial<T> = {};
  for (const key of Object.keys(lists) as (keyof T)[]) if (lists[key]?.length) kept[key] = lists[key];
  return kept;
}
