import type { Finding, FindingKind } from './check-report';

/** Findings that are told one by one; more are only counted. */
const TOLD = 1000;

/** What a check has found, one finding for each file. */
export class Findings {
  readonly #findings = new Map<string, Finding>();

  /** Notes what is wrong with a file, unless something is known of it already. */
  add(kind: FindingKind, path: string, isHarmless: boolean): void {
    if (!this.#findings.has(path)) this.#findings.set(path, { kind, path, isHarmless, chunks: 0 });
  }

  has(path: string): boolean {
    return this.#findings.has(path);
  }

  get all(): readonly Finding[] {
    return [...this.#findings.values()];
  }

  /**
   * Notes how many chunks that archives need a pack's state costs. One that is damaged is no harmless matter, whatever it
   * costs; the others are, where that is nothing.
   */
  cost(path: string, chunks: number): void {
    const finding = this.#findings.get(path);
    if (!finding) return;
    const isHarmless = chunks === 0 && finding.kind !== 'damaged';
    this.#findings.set(path, { ...finding, chunks, isHarmless });
  }

  get isWell(): boolean {
    return this.all.every(({ isHarmless }) => isHarmless);
  }

  /** The first ones, those that cost something before the harmless ones, and how many there are. */
  get told(): { readonly findings: readonly Finding[]; readonly findingCount: number } {
    const sorted = this.all.toSorted(
      (a, b) => Number(a.isHarmless) - Number(b.isHarmless) || b.chunks - a.chunks || (a.path < b.path ? -1 : 1),
    );
    return { findings: sorted.slice(0, TOLD), findingCount: sorted.length };
  }
}
