/** Links that WhatsApp writes for a place that was sent. */
const MAP = 'https://maps.google.com/?q=';
const VENUE = 'https://foursquare.com/v/';
/** A place's link ends its text and stands after one word with a colon, or the place's name and address. */
const SPOT = /^(?:[^\n:]{1,40}: )?https:\/\/maps\.google\.com\/\?q=-?\d{1,3}(?:\.\d{1,20})?,-?\d{1,3}(?:\.\d{1,20})?$/;
const NAMED_SPOT = /^[^\n]{1,300}(?:\n[^\n]{1,300}\n|: )https:\/\/foursquare\.com\/v\/[0-9a-f]{1,40}$/;

/** Whether a text is a place that was sent: nothing but what WhatsApp writes for one. */
export function isPlace(text: string): boolean {
  if (text.length > 700 || !text.includes('://')) return false;
  return (text.includes(MAP) && SPOT.test(text)) || (text.includes(VENUE) && NAMED_SPOT.test(text));
}

/** A place without the word for one: its link, or name, address and link. */
export function placeOf(text: string): string {
  return text.includes(MAP) ? text.slice(text.indexOf(MAP)) : text;
}
