/** What is seen of a vault: folder and size of each file. */
export type Sizes = readonly string[];

/** Of a vault: how many files, their bytes, those of the index, and the packs of each size. */
function features(sizes: Sizes): number[] {
  const of = (folder: string) =>
    sizes.filter((each) => each.startsWith(folder)).map((each) => Number(each.split(' ')[1]));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const packs = of('packs');
  return [sizes.length, sum(packs), sum(of('index')), sum(of('snapshots')), Math.max(0, ...packs), Math.min(...packs)];
}

/**
 * How much better than by chance two kinds of vaults are told apart by the sizes of their files: 0.5 is always, 0 is by
 * chance. Two ways are tried, and the better one counts: which kind has had more vaults with just these files, and to
 * which kind's mean the vault is nearer. Each vault is judged by all others, but
 * for its pair: the one in the same place among the others.
 */
export function advantage(ones: readonly Sizes[], others: readonly Sizes[]): number {
  const all = [ones, others].flatMap((kind, label) =>
    kind.map((sizes, pair) => ({ label, pair, key: sizes.toSorted().join(), at: features(sizes) })),
  );
  const columns = (all[0]?.at ?? []).map((_, column) => all.map(({ at }) => at[column] ?? 0));
  const scale = columns.map((values) => deviation(values));
  let [byCount, byMean] = [0, 0];
  for (const judged of all) {
    const rest = all.filter(({ pair }) => pair !== judged.pair);
    const count = [0, 1].map((label) => rest.filter((each) => each.label === label && each.key === judged.key).length);
    byCount += score(count, judged.label);
    const near = [0, 1].map((label) => {
      const kind = rest.filter((each) => each.label === label);
      const distance = columns.reduce((sum, _, column) => {
        const mean = kind.reduce((total, { at }) => total + (at[column] ?? 0), 0) / kind.length;
        return sum + (((judged.at[column] ?? 0) - mean) / (scale[column] || 1)) ** 2;
      }, 0);
      return -distance;
    });
    byMean += score(near, judged.label);
  }
  return Math.max(byCount, byMean) / all.length - 0.5;
}

/** 1 for a right guess, a half where nothing speaks for either. */
function score(evidence: readonly number[], label: number): number {
  const [own, foreign] = [evidence[label] ?? 0, evidence[1 - label] ?? 0];
  return own === foreign ? 0.5 : Number(own > foreign);
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
