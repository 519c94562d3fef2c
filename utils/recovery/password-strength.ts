/** How long a password holds. */
export interface Strength {
  /** Until it is guessed by somebody who has a copy of the vault's files; at most {@link FOREVER}. */
  readonly seconds: number;
  /** 0, less than a day; 1, less than a year; 2, less than a hundred years; 3, more. */
  readonly level: 0 | 1 | 2 | 3;
}

/** Estimates the strength of a password. */
export type Estimate = (password: string) => Strength;

const DAY = 86_400;
const YEAR = 365.25 * DAY;
/** A thousand years, in seconds: nobody can say more. */
export const FOREVER = 1000 * YEAR;

/**
 * Guesses a second of whoever tries. scrypt as a vault has it (N = 2^18, r = 8, p = 1) is bound by memory bandwidth: a fast
 * graphics card of 2022 (960 GB/s) comes to 10,000 guesses a second at N·r·p = 600,000 (Steve Thomas, "Minimum Password Settings",
 * tobtu.com, December 2022), so to 2,900 here; and we assume somebody with a hundred of them.
 */
const GUESSES_PER_SECOND = 100 * 2_900;

/** The estimator takes seconds for long texts; what comes after these characters only makes it stronger. */
const LOOKED_AT = 48;

/**
 * The estimator, which is loaded when it is first needed: its lists of words are large. Of those that the packages have, surnames and
 * the English words of films are left out: they weigh most and change least, since passwords in use, diceware's list, Wikipedia's
 * words and first names are there.
 */
export async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, graphs, passwords, diceware, firstNames, wikipedia, sequences] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs'),
    import('@zxcvbn-ts/language-common/dist/passwords.json.mjs'),
    import('@zxcvbn-ts/language-common/dist/diceware.json.mjs'),
    import('@zxcvbn-ts/language-en/dist/firstnames.json.mjs'),
    import('@zxcvbn-ts/language-en/dist/wikipedia.json.mjs'),
    import('@zxcvbn-ts/language-en/dist/wordSequences.json.mjs'),
  ]);
  const estimator = new ZxcvbnFactory({
    graphs: graphs.default,
    maxLength: LOOKED_AT,
    dictionary: {
      'passwords-common': passwords.default,
      'diceware-common': diceware.default,
      'firstnames-en': firstNames.default,
      'wikipedia-en': wikipedia.default,
      ...sequences.default,
    },
  });
  return (password) => strengthOf(estimator.check(password).guesses);
}

/** The strength of a password that needs so many guesses. */
export function strengthOf(guesses: number): Strength {
  const seconds = Math.min(FOREVER, guesses / GUESSES_PER_SECOND);
  return { seconds, level: seconds < DAY ? 0 : seconds < YEAR ? 1 : seconds < 100 * YEAR ? 2 : 3 };
}
