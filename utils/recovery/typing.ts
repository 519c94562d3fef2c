import { GROUP_LENGTH, groupWord } from './digits';
import { fitTogether, numberOf, PLACES, WORD_LIST } from './list';
import { type Part, type Reading, readTyped } from './reading';

/** What can be told of recovery words while they are typed. */
export interface TypingCheck {
  readonly form: Reading['form'];
  /** How many words of the list, or groups without a mistake, there are. */
  readonly right: number;
  /** Words that are not in the list, and groups with a mistyped digit. */
  readonly wrong: readonly Part[];
  /** The word at the caret, when words of the list begin with it: these, unless there are too many to be shown. */
  readonly current: (Part & { readonly completions: readonly string[] }) | null;
  /**
   * `unfinished`: fewer than twelve, or some are wrong. `surplus`: more than twelve. `misfit`: twelve that are right each for
   * itself, but not together (their checksum). `whole`: twelve that fit.
   */
  readonly state: 'unfinished' | 'surplus' | 'misfit' | 'whole';
  /** The words that open the vault, separated by single spaces, when whole. */
  readonly words: string | null;
}

/** More would not help anybody to choose. */
const MOST_COMPLETIONS = 8;

/**
 * Checks recovery words, or their digits, as far as they are typed. Which forms are taken, {@link readTyped} says.
 * @param caret where the next letter would go, in UTF-16 units; null when nobody is typing: what is unfinished is wrong then
 */
export function checkTyping(typed: string, caret: number | null): TypingCheck {
  const { form, parts } = readTyped(typed);
  // More than these are looked at by nobody: the text is not recovery words.
  const some = parts.slice(0, 2 * PLACES);
  const meant = some.map((part) => (form === 'digits' ? groupWord(part.place, part.text) : inList(part.text)));
  const current = form === 'words' ? wordAt(some, caret) : null;
  const right = meant.filter((word) => word !== null).length;
  const wrong = some.filter((part, index) => {
    const growing = form === 'digits' ? isGrowing(part, typed, caret) : part.place === current?.place;
    return meant[index] === null && !growing;
  });
  const words = parts.length === PLACES && right === PLACES ? meant.join(' ') : null;
  const fits = words !== null && fitTogether(words);
  const state = parts.length > PLACES ? 'surplus' : words === null ? 'unfinished' : fits ? 'whole' : 'misfit';
  return { form, right, wrong, current, state, words: fits ? words : null };
}

function inList(word: string): string | null {
  return numberOf(word) === null ? null : word;
}

/** The word that ends at the caret, when it may become another one. */
function wordAt(parts: readonly Part[], caret: number | null): TypingCheck['current'] {
  const part = parts.find(({ end }) => end === caret);
  if (!part) return null;
  const longer = WORD_LIST.filter((word) => word.startsWith(part.text) && word !== part.text);
  return longer.length === 0 ? null : { ...part, completions: longer.length > MOST_COMPLETIONS ? [] : longer };
}

/** Whether more digits may follow: the last group, while somebody types. */
function isGrowing({ text, end }: Part, typed: string, caret: number | null): boolean {
  return caret !== null && text.length < GROUP_LENGTH && /^[0-9]+$/.test(text) && !/\p{N}/u.test(typed.slice(end));
}

/** The one word that the word at the caret can become, which is not yet one itself; null when there is none, or several. */
export function onlyCompletion({ current }: TypingCheck): string | null {
  if (!current || inList(current.text) !== null) return null;
  const [only = null, ...more] = current.completions;
  return more.length === 0 ? only : null;
}

/** So many groups in a row are not mistyped one by one. */
const SHIFTED = 3;

/**
 * The group in which a digit is missing or too many, so that all groups from there on are wrong; null where it does not look
 * like that.
 */
export function shiftedFrom({ form, right, wrong }: TypingCheck): number | null {
  const first = wrong[0]?.place;
  return form === 'digits' && wrong.length >= SHIFTED && first === right + 1 ? first : null;
}
