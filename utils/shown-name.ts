// Control characters, and those that reorder the text around them (Unicode UAX #9, explicit formatting characters).
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A file's name or path as it may be shown: each control character is a visible sign, so that no name can look like
 * another. Only for showing; what is stored and restored keeps every character.
 */
export function shownName(name: string): string {
  return name.replace(HIDDEN, '\u{fffd}');
}
