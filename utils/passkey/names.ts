/**
 * What may be kept of a passkey's names, in bytes of UTF-8: authenticators may cut them off there (WebAuthn Level 3,
 * section 6.4.1, "String Truncation").
 */
export const MAX_NAME_BYTES = 64;

const utf8 = new TextEncoder();

/**
 * `compose(name)`, where `name` is shortened from its end, by whole characters as people see them, until the result fits
 * into {@link MAX_NAME_BYTES}. So what `compose` writes after the name is never what gets cut off.
 * @throws RangeError when it does not fit even with an empty name
 */
export function fitName(name: string, compose: (name: string) => string): string {
  const whole = compose(name);
  if (fits(whole)) return whole;
  const kept = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  while (kept.length > 0) {
    kept.pop();
    const shorter = compose(kept.length === 0 ? '' : `${kept.join('').trimEnd()}…`);
    if (fits(shorter)) return shorter;
  }
  throw new RangeError('name');
}

function fits(text: string): boolean {
  return utf8.encode(text).length <= MAX_NAME_BYTES;
}
