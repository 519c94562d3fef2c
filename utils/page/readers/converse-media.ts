import type { RowMedia } from '../reader';

/** What Converse shows in the place of addresses in a text; the address stays in the text. Link previews are none of it. */
const SHOWN = 'img.chat-image, video[src], converse-audio-player[src], converse-gif[src]';
const PLACES = '.chat-msg__text, .chat-msg__media';

/** The pictures, films and recordings of a message of Converse.js (src/shared/texture/templates of version 14). */
export function converseMedia(message: Element): RowMedia[] {
  return [...message.querySelectorAll(PLACES)].flatMap((place) =>
    [...place.querySelectorAll(SHOWN)].flatMap(readMedium),
  );
}

function readMedium(element: Element): RowMedia[] {
  const source = element.getAttribute('src') ?? '';
  if (!URL.canParse(source, element.baseURI)) return [];
  const url = new URL(source, element.baseURI);
  const pending = element instanceof HTMLImageElement && element.naturalWidth === 0;
  return [{ kind: kindOf(element), name: nameIn(url), source: pending ? null : url.href }];
}

function kindOf(element: Element): RowMedia['kind'] {
  if (element.localName === 'video') return 'video';
  return element.localName === 'converse-audio-player' ? 'audio' : 'image';
}

function nameIn(url: URL): string {
  const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
