/** How many files of a vault have come and gone between two looks at what is stored. */
export interface Change {
  readonly packs: number;
  readonly index: number;
  readonly snapshots: number;
  readonly gonePacks: number;
  readonly goneIndex: number;
}

/** What is different in `after`: both are the paths of all stored files. Stands alone: it also runs in a page. */
export function changeBetween(before: readonly string[], after: readonly string[]): Change {
  const missingIn = (some: readonly string[], all: readonly string[], folder: string): number => {
    const known = new Set(all);
    return some.filter((path) => path.startsWith(`${folder}/`) && !known.has(path)).length;
  };
  return {
    packs: missingIn(after, before, 'packs'),
    index: missingIn(after, before, 'index'),
    snapshots: missingIn(after, before, 'snapshots'),
    gonePacks: missingIn(before, after, 'packs'),
    goneIndex: missingIn(before, after, 'index'),
  };
}

/** Whether at least so much is different. Stands alone: it also runs in a page. */
export function hasHappened(wanted: Partial<Change>, change: Change): boolean {
  return (Object.entries(wanted) as [keyof Change, number][]).every(([what, count]) => change[what] >= count);
}
