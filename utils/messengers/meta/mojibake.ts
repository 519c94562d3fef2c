const SUSPECT = /[\u0080-\u00ff]/;
const ABOVE = /[^\0-\u00ff]/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Meta writes each byte of a string's UTF-8 as a character of its own (`cafÃ©`). Undoes that, and only that: where a string
 * has a character from U+0080 to U+00FF, none above, and is UTF-8 when read as bytes. A text that is good already stays.
 * MasterScrat/Chatistics#43 and #65.
 */
export function fixMojibake(text: string): string {
  if (!SUSPECT.test(text) || ABOVE.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  try {
    return strict.decode(bytes);
  } catch {
    return text;
  }
}
