/**
 * What `work` makes of each item, in the items' order, with at most `most` of them going on at a time.
 * @throws what `work` throws first; what goes on then is not waited for, and nothing else is begun
 */
export async function inFlight<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const at = next++;
      results[at] = await work(items[at] as T);
    }
  };
  const lanes = Array.from({ length: Math.min(most, items.length) }, lane);
  await Promise.all(lanes).catch((thrown: unknown) => {
    hasFailed = true;
    throw thrown;
  });
  return results;
}
