import type { Attachment, Message, MessageKind } from '../model';
import { type Attachments, whyMissing } from './attachments';

/** What an element of a message's media is. tdesktop, export/output/export_output_html.cpp, pushMedia. */
interface MediaClass {
  readonly kind: MessageKind;
  /** Of its file; null: it has none. */
  readonly file: Attachment['kind'] | null;
  /** Which of its lines are its sender's words, not the program's. */
  readonly words: readonly ('title' | 'description' | 'status')[];
}

const NO_WORDS = [] as const;

const MEDIA = new Map<string, MediaClass>([
  ['photo_wrap', { kind: 'media', file: 'image', words: NO_WORDS }],
  ['sticker_wrap', { kind: 'sticker', file: 'sticker', words: NO_WORDS }],
  ['animated_wrap', { kind: 'media', file: 'video', words: NO_WORDS }],
  ['video_file_wrap', { kind: 'media', file: 'video', words: NO_WORDS }],
  ['media_photo', { kind: 'media', file: 'image', words: NO_WORDS }],
  ['media_video', { kind: 'media', file: 'video', words: NO_WORDS }],
  ['media_voice_message', { kind: 'media', file: 'voice', words: NO_WORDS }],
  ['media_audio_file', { kind: 'media', file: 'audio', words: NO_WORDS }],
  ['media_file', { kind: 'media', file: 'file', words: NO_WORDS }],
  ['media_contact', { kind: 'contact', file: null, words: ['title', 'status'] }],
  ['media_location', { kind: 'location', file: null, words: ['status'] }],
  ['media_live_location', { kind: 'location', file: null, words: ['status'] }],
  ['media_venue', { kind: 'location', file: null, words: ['title', 'description'] }],
  ['media_call', { kind: 'call', file: null, words: ['status'] }],
  ['media_game', { kind: 'other', file: null, words: ['title', 'description', 'status'] }],
  ['media_invoice', { kind: 'other', file: null, words: ['title', 'description', 'status'] }],
  ['media_giveaway', { kind: 'other', file: null, words: ['title', 'description', 'status'] }],
  ['media_poll', { kind: 'poll', file: null, words: NO_WORDS }],
]);

/** Gathers what stands in a `media_wrap`. */
export class HtmlMedia {
  #class = '';
  #link: string | null = null;
  readonly #lines = new Map<string, string>();
  readonly #poll: string[] = [];

  /** An element in it. */
  open(classes: ReadonlySet<string>, href: string | undefined): void {
    const name = [...classes].find((one) => MEDIA.has(one));
    if (name === undefined || this.#class !== '') return;
    this.#class = name;
    this.#link = href ?? null;
  }

  /** One of its lines: `title`, `description`, `status`, or of a poll `question` and `answer`. */
  line(name: string, text: string): void {
    if (name === 'question') this.#poll.unshift(text);
    else if (name === 'answer') this.#poll.push(text.replace(/^- /, ''));
    else this.#lines.set(name, text);
  }

  /** @param inFolder turns a page's link into a path */
  done(attachments: Attachments): Pick<Message, 'kind' | 'nativeKind' | 'attachments'> & { readonly words: string } {
    const media = MEDIA.get(this.#class);
    if (!media) return { kind: 'other', words: [...this.#lines.values(), ...this.#poll].join('\n') };
    const { kind, file, words } = this.#asSticker(media);
    const attachment = file ? this.#file(file, attachments) : kind === 'contact' ? this.#card(attachments) : null;
    const lines = [...words.map((name) => this.#lines.get(name) ?? ''), ...this.#poll].filter((line) => line !== '');
    return {
      kind,
      words: lines.join('\n'),
      ...(kind !== 'poll' && { nativeKind: this.#class }),
      ...(attachment && { attachments: [attachment] }),
    };
  }

  /** A sticker that has no picture to be shown is written like a photo. */
  #asSticker(media: MediaClass): MediaClass {
    if (this.#class !== 'media_photo') return media;
    const isSticker =
      this.#link === null ? this.#lines.get('title') === 'Sticker' : /(?:^|\/)stickers\//.test(this.#link);
    return isSticker ? { kind: 'sticker', file: 'sticker', words: NO_WORDS } : media;
  }

  #file(kind: Attachment['kind'], attachments: Attachments): Attachment {
    // Only plain files are written with their own name.
    const name = this.#class === 'media_file' ? (this.#lines.get('title') ?? '') : '';
    if (this.#link !== null) return attachments.linked(this.#link, { kind, ...(name !== '' && { name }) });
    const said = this.#lines.get('description') ?? this.#lines.get('status') ?? '';
    return { kind, name, path: null, missing: said === 'Expired' ? 'expired' : whyMissing(said) };
  }

  #card(attachments: Attachments): Attachment | null {
    return this.#link === null ? null : attachments.linked(this.#link, { kind: 'contact' });
  }
}
