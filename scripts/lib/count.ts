/** What a stage of `npm test` found: how many of its checks passed, failed or were skipped. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };
export const PASSED: Count = { ...NOTHING, passed: 1 };
export const FAILED: Count = { ...NOTHING, failed: 1 };

/** The sum of two stages. */
export function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `N passed, N failed`, followed by `, N skipped` where tests were skipped. */
export function summary(count: Count): string {
  return `${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`;
}
