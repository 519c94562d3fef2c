import type { Participant } from '@/utils/messengers/model';

/** Whoever is signed in: the page calls them "you", in its language. */
export const SELF: Participant = { id: 'self', name: '' };

/** How much nearer to one side of the conversation a message has to be: a part of its width. */
const CLEARLY = 0.1;

/**
 * Who wrote a message: one's own are at the end of the line, those of others at its start, and what the page calls the sender
 * tells whose others are. So the page's word for "you" is learned, in whatever language.
 */
export class MessengerSides {
  readonly #votes = new Map<string, number>();

  /** Looks at where a message of a sender stands. @param bubble what is drawn of it */
  look(called: string, bubble: Element, log: Element): void {
    this.#votes.set(called, (this.#votes.get(called) ?? 0) + sideOf(bubble, log));
  }

  /** The sender who is called so. */
  sender(called: string): Participant {
    return (this.#votes.get(called) ?? 0) > 0 ? SELF : { id: called, name: called };
  }

  /** Those others who were met. */
  get others(): readonly string[] {
    return [...this.#votes].flatMap(([called, votes]) => (votes > 0 ? [] : [called]));
  }
}

/** 1: at the end of the line; -1: at its start; 0: neither, clearly. */
function sideOf(bubble: Element, log: Element): number {
  const [inner, outer] = [bubble.getBoundingClientRect(), log.getBoundingClientRect()];
  const difference = inner.left - outer.left - (outer.right - inner.right);
  if (Math.abs(difference) <= outer.width * CLEARLY) return 0;
  return Math.sign(difference) * (getComputedStyle(log).direction === 'rtl' ? -1 : 1);
}
