import type { RowMedia } from '../reader';

/** Pictures of somebody else's: of quotes, of previews, of people. */
const NOT_SENT = '.reply, .webpage, .reactions, .avatar, .replies-footer';

/** What a bubble of Telegram Web K shows: pictures and videos (albums have several), voices, files, stickers. */
export function mediaIn(bubble: Element): readonly RowMedia[] {
  const own = (selector: string): Element[] =>
    [...bubble.querySelectorAll(selector)].filter((element) => !element.closest(NOT_SENT));
  const isSticker = bubble.matches('.sticker');
  if (bubble.matches('.emoji-big')) return [];
  if (isSticker) {
    const [picture] = own('.attachment img[src], .attachment video[src]');
    return [{ kind: 'sticker', name: '', source: picture?.getAttribute('src') ?? null }];
  }
  const shown = own('.attachment .album-item, .attachment:not(:has(.album-item))').map((item): RowMedia => {
    const video = item.querySelector('video');
    const source = (video ?? item.querySelector('img.media-photo'))?.getAttribute('src') ?? null;
    const isVideo = video !== null || bubble.matches('.video, .round') || item.querySelector('.video-time') !== null;
    return { kind: isVideo ? 'video' : 'image', name: '', source };
  });
  const voices = own('audio-element').map((voice): RowMedia => {
    const source = voice.querySelector('audio')?.getAttribute('src') ?? null;
    const name = voice.querySelector('.audio-title')?.textContent.trim() ?? '';
    return voice.matches('.is-voice') ? { kind: 'voice', name: '', source } : { kind: 'audio', name, source };
  });
  // A round video has a player for its sound, which is not shown.
  const heard = bubble.matches('.round') ? [] : voices;
  const files = own('.document:not(audio-element)').map((file): RowMedia => {
    const name = file.querySelector('.document-name')?.textContent.trim() ?? '';
    return { kind: 'file', name, source: null };
  });
  return [...shown, ...heard, ...files];
}
