/** What a text with tags is read into. Names of tags and attributes come in lower case. */
export interface XmlHandler {
  open(tag: string, attributes: ReadonlyMap<string, string>): void;
  close(tag: string): void;
  text(text: string): void;
}

const TAG = /^<(\/?)([a-z_][\w:-]{0,40})([^]*?)(\/?)>$/i;
const ATTRIBUTE = /([\w:-]{1,40})\s{0,10}=\s{0,10}(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads Skype's XML, which is that of one message: tags without any order that is to be relied on. In one pass, whatever the
 * text; htmlparser2 looks through all open tags for each that is closed, which a hostile message makes take for ever.
 */
export function readXml(xml: string, handler: XmlHandler): void {
  let at = 0;
  let end = -1;
  while (at < xml.length) {
    const start = xml.indexOf('<', at);
    if (start < 0) break;
    if (end < start) end = xml.indexOf('>', start);
    if (end < 0) break;
    const match = TAG.exec(xml.slice(start, end + 1));
    const [, slash, name = '', attributes = '', closes] = match ?? [];
    if (match) {
      if (start > at) handler.text(decode(xml.slice(at, start)));
      const tag = name.toLowerCase();
      if (!slash) handler.open(tag, attributesOf(attributes));
      if (slash || closes) handler.close(tag);
      at = end + 1;
    } else {
      // A `<` that begins no tag is text.
      handler.text(decode(xml.slice(at, start + 1)));
      at = start + 1;
    }
  }
  if (at < xml.length) handler.text(decode(xml.slice(at)));
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    attributes.set(name.toLowerCase(), decode(double ?? single ?? ''));
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Entities as the characters that they stand for. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
