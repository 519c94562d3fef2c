import { MAX_SHEETS } from './share';

/** A choice of people and of how many of them are needed, as it is made. */
export interface HeirsChoice {
  /** 2 to 15 names; '' where none is given. */
  readonly people: readonly string[];
  /** 2 to as many as there are people. */
  readonly threshold: number;
}

/** Two of three: one sheet can be lost, and nobody can do it alone. */
export const FIRST_CHOICE: HeirsChoice = { people: ['', '', ''], threshold: 2 };

/** Whether there may be one more, and one less. */
export const canGrow = ({ people }: HeirsChoice): boolean => people.length < MAX_SHEETS;
export const canShrink = ({ people }: HeirsChoice): boolean => people.length > 2;

/** With one person more. */
export function withPerson(choice: HeirsChoice): HeirsChoice {
  return canGrow(choice) ? { ...choice, people: [...choice.people, ''] } : choice;
}

/** Without the person at a place from 0; as many are needed as before, as far as there are. */
export function withoutPerson(choice: HeirsChoice, at: number): HeirsChoice {
  if (!canShrink(choice)) return choice;
  const people = choice.people.toSpliced(at, 1);
  return { people, threshold: Math.min(choice.threshold, people.length) };
}

/** With the person at a place from 0 called otherwise. */
export function withName(choice: HeirsChoice, at: number, name: string): HeirsChoice {
  return { ...choice, people: choice.people.with(at, name) };
}

/** How many sheets may be lost before the others open nothing. */
export function mayBeLost({ people, threshold }: HeirsChoice): number {
  return people.length - threshold;
}
