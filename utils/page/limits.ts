/**
 * What is believed of a page at most. No messenger comes near; who sends more lies, and spoils the own capture only.
 * Lengths in UTF-16 units, sizes in bytes.
 */

/** Any text. */
export const LONGEST_TEXT = 2 ** 20;

/** A name, a title, an id, a key. */
export const LONGEST_NAME = 2 ** 10;

/** Values in one message to the extension, in all their depth. */
export const MOST_VALUES = 500_000;
export const DEEPEST_VALUE = 10;

/** A batch as it is written. */
export const LARGEST_BATCH = 2 ** 25;

/** In one capture. */
export const MOST_PEOPLE = 200_000;
export const MOST_MESSAGES = 20_000_000;
export const MOST_FILES = 200_000;
export const LARGEST_CAPTURE = 2 ** 36;
