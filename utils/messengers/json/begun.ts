import type { JsonPath } from './document';
import type { Structure, Until } from './structure';

/** An object or array that was entered, or whose elements are taken. */
export interface Entered {
  readonly path: JsonPath;
  readonly isArray: boolean;
  /** Whether its elements are taken without a question for each. */
  readonly each: boolean;
  /** Members begun so far. */
  count: number;
  /** What elements seem to begin with, as {@link elementMark}. */
  mark: Uint8Array | null;
}

/** What a piece that is being looked through is for. `check`: it is only looked at; `bad`: it stands where nothing may. */
export type Goal = 'key' | 'take' | 'check' | 'not-an-array' | 'too-deep' | 'each' | 'skip' | 'bad';

/** A piece that begins at the cutter's place. */
export interface Begun {
  readonly goal: Goal;
  readonly until: Until;
  readonly structure: Structure;
}
