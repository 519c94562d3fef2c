/** Links that WhatsApp writes for a place that was sent. */
const MAP = 'https://maps.google.com/?q=';
const VENUE = 'https://foursquare.com/v/';
/** A place's link ends its text and stands after one word with a colon, or the place's name and address. */
const SPOT = /^(?:[^\n:]{1,40}: )?https:\/\/maps\.google\.com\/\?q=-?\d{1,3}(?:\.\d{1,20})?,-?\d{1,3}(?:\.\d{1,20})?$/;
const NAMED_SPOT = /^[^\n]{1,300}(?:\n[^\n]{1,300}\n|: )https:\/\/foursquare\.com\/v\/[0-9a-f]{1,40}$/;

/** The longest number of a place's link with one more. UTF-16 units. */
const LONGEST_END = 41;

/** Whether a line that ends at `end` can end in such a link: in digits, of base 16 even, behind what stands there in one. */
export function endsAsPlace(text: string, end: number): boolean {
  let at = end - 1;
  while (at > end - LONGEST_END && isHexDigit(text.charCodeAt(at))) at--;
  const before = text.charCodeAt(at);
  return at < end - 1 && (before === 47 || before === 46 || before === 44 || before === 45);
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code < 58) || (code >= 97 && code < 103);
}

/** Whether a text is a place that was sent: nothing but what WhatsApp writes for one. */
export function isPlace(text: string): boolean {
  if (text.length > 700 || !text.includes('://')) return false;
  return (text.includes(MAP) && SPOT.test(text)) || (text.includes(VENUE) && NAMED_SPOT.test(text));
}

/** A place without the word for one: its link, or name, address and link. */
export function placeOf(text: string): string {
  return text.includes(MAP) ? text.slice(text.indexOf(MAP)) : text;
}
