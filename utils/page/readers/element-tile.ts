import { kindByName } from '@/utils/messengers/reading/attachment-kind';
import type { Message, Participant, Reaction, Reply } from '@/utils/messengers/model';
import { markedTextOf } from '../marked-text';
import type { Row, RowMedia, RowTime } from '../reader';
import { textOf } from '../text-of';

/** What is answered, with the other's name and text in elements like the message's own; answers in a thread. */
const OTHERS = '.mx_ReplyChain, .mx_ThreadSummary';
/** What Element adds to a text: the pictures of mentioned people (which may be letters), line numbers, buttons, marks. */
const BESIDE_TEXT = `${OTHERS}, .mx_BaseAvatar, .mx_EventTile_lineNumbers, .mx_EventTile_button, .mx_EventTile_edited, .mx_ReplyChain_Expand`;
/** What is on a message beside what it says. */
const AROUND_TEXT = `${BESIDE_TEXT}, .mx_MessageTimestamp, .mx_MessageActionBar, .mx_EventTile_e2eIcon, .mx_DisambiguatedProfile, .mx_ReactionsRow, .mx_EventTile_footer, .mx_EventTile_msgOption, button, [role="button"], [role="toolbar"], .mx_LinkPreviewGroup`;

/** Bodies that are no texts. */
const BODIES: readonly (readonly [string, Message['kind'], RowMedia['kind'] | null])[] = [
  ['.mx_RedactedBody', 'deleted', null],
  ['.mx_DecryptionFailureBody', 'other', null],
  ['.mx_MStickerBody, .mx_MStickerBody_wrapper', 'sticker', 'sticker'],
  ['.mx_MImageBody', 'media', 'image'],
  ['.mx_MVideoBody', 'media', 'video'],
  ['.mx_MVoiceMessageBody', 'media', 'voice'],
  ['.mx_MAudioBody', 'media', 'audio'],
  ['.mx_MFileBody', 'media', 'file'],
  ['.mx_MPollBody', 'poll', null],
  ['.mx_MLocationBody, .mx_MBeaconBody', 'location', null],
];
/** What the messenger itself writes: who joined, what was changed. */
const NOTES = '.mx_TextualEvent, .mx_EventTileBubble, .mx_RoomAvatarEvent, .mx_CallEvent, .mx_LegacyCallEvent';

/**
 * A message of Element, `li.mx_EventTile[data-event-id]`; element-hq/element-web, EventTile.tsx and the bodies in
 * components/views/messages. A continuation has no name.
 */
export function elementRow(tile: Element, time: RowTime): Row {
  const own = (selector: string) =>
    [...tile.querySelectorAll(selector)].find((found) => !found.closest(OTHERS)) ?? null;
  const id = tile.getAttribute('data-event-id');
  const note = own(NOTES);
  const line = own('.mx_EventTile_line');
  if (note && !own('.mx_EventTile_body')) return noteRow(id, textOf(note, AROUND_TEXT), time);
  if (!line) return { kind: 'unread', id, check: 'line' };
  const profile = own('.mx_DisambiguatedProfile');
  const isContinuation = tile.classList.contains('mx_EventTile_continuation');
  const sender = profile && personIn(profile, tile);
  if (sender?.name === '' || (!sender && !isContinuation)) return { kind: 'unread', id, check: 'sender' };
  const body = own('.mx_EventTile_body');
  const [selector, kind = 'text', file = null] = BODIES.find(([one]) => own(one)) ?? [];
  const element = selector === undefined ? null : own(selector);
  const content = element ?? own('.mx_EventTile_content');
  const media = element && file ? [mediaIn(element, file)] : [];
  const isEmpty = kind === 'deleted' || kind === 'other';
  const marked = body && !isEmpty ? markedTextOf(body, { leaveOut: BESIDE_TEXT }) : null;
  const text = marked?.text ?? (isEmpty || media.length > 0 || !content ? '' : textOf(content, AROUND_TEXT).trim());
  if (text === '' && !element) return { kind: 'unread', id, check: 'text' };
  const reply = replyIn(tile);
  const reactions = reactionsIn(tile);
  return {
    kind: 'message',
    id,
    sender: sender ?? 'same',
    time,
    message: {
      kind,
      text,
      ...(marked && marked.entities.length > 0 && { entities: marked.entities }),
      ...(own('.mx_MEmoteBody') && { nativeKind: 'm.emote' }),
      ...(kind === 'other' && { nativeKind: 'm.room.encrypted' }),
      ...(reply && { replyTo: reply }),
      ...(reactions.length > 0 && { reactions }),
      ...(own('.mx_EventTile_edited') && { edited: { at: null } }),
    },
    media,
  };
}

/** What the messenger itself has written, about one event or several. */
export function noteRow(id: string | null, text: string, time: RowTime): Row {
  return { kind: 'message', id, sender: null, time, message: { kind: 'system', text: text.trim() }, media: [] };
}

/** A user id of Matrix: `@alice:example.org`. */
const USER = /@[^\s:()]+:[^\s()]+/;

/** By the Matrix id where the page tells it: beside the name, in its hint or that of the picture. */
export function personIn(profile: Element, tile: Element): Participant {
  const shown = profile.querySelector('.mx_DisambiguatedProfile_displayName') ?? profile.firstElementChild ?? profile;
  const name = textOf(shown).trim();
  const avatar = tile.querySelector('.mx_EventTile_avatar [title], .mx_EventTile_avatar[title]');
  const places = [
    profile.querySelector('.mx_DisambiguatedProfile_mxid')?.textContent,
    profile.getAttribute('title'),
    avatar?.getAttribute('title'),
  ];
  const id = places.flatMap((place) => USER.exec((place ?? '').slice(0, 1000))?.[0] ?? [])[0];
  return { id: id ?? name, name };
}

/** What is answered: a link to it has its id. */
function replyIn(tile: Element): Reply | null {
  const chain = tile.querySelector('.mx_ReplyChain');
  if (!chain) return null;
  const link = [...chain.querySelectorAll('a[href]')].map((one) => one.getAttribute('href') ?? '');
  const id = link
    .flatMap((href) => /\/(?:\$|%24)([^/?#\s]+)/.exec(href)?.[1] ?? [])
    .map((rest) => `$${decoded(rest)}`)[0];
  const profile = chain.querySelector('.mx_DisambiguatedProfile');
  const body = chain.querySelector('.mx_EventTile_body');
  const sender = profile ? personIn(profile, profile).name : '';
  const text = body ? textOf(body, '.mx_BaseAvatar') : '';
  if (id === undefined && sender === '' && text === '') return null;
  return { ...(id !== undefined && { id }), ...(sender !== '' && { sender }), ...(text !== '' && { text }) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function reactionsIn(tile: Element): readonly Reaction[] {
  return [...tile.querySelectorAll('.mx_ReactionsRowButton')].flatMap((button) => {
    const content = button.querySelector('.mx_ReactionsRowButton_content');
    const emoji = content ? textOf(content).trim() : '';
    const count = Number.parseInt(button.querySelector('.mx_ReactionsRowButton_count')?.textContent ?? '', 10);
    return emoji === '' ? [] : { emoji, count: Number.isNaN(count) ? 1 : count };
  });
}

/** A file; what is encrypted, the page has behind a blob: address once it is shown. */
function mediaIn(body: Element, kind: RowMedia['kind']): RowMedia {
  const shown = body.querySelector('video[src], audio[src], img.mx_MImageBody_thumbnail[src], img[src]');
  const label = body.querySelector('.mx_MFileBody_info_filename, .mx_AudioPlayer_mediaName');
  const name = label?.textContent?.trim() || (shown?.getAttribute('alt') ?? '');
  const known = kind === 'file' ? kindByName(name) : kind;
  return { kind: known === 'unknown' ? 'file' : known, name, source: shown?.getAttribute('src') ?? null };
}
