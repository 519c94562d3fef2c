/** Why a page cannot be read: no conversation is open in it, or it is not as its reader knows it. */
export class PageError extends Error {
  override readonly name = 'PageError';
  readonly trouble: 'none' | 'changed';
  /** What a reader looked for and did not find; a word or two that say nothing of anybody's messages. */
  readonly check: string;

  constructor(trouble: 'none' | 'changed', check: string) {
    super(`${trouble}: ${check}`);
    this.trouble = trouble;
    this.check = check;
  }
}
