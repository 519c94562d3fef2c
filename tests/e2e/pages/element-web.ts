import type { Entity } from '../../../utils/messengers/model.ts';
import type { CapturedMessage } from '../../../utils/page/captured.ts';
import type { FakeSite } from '../lib/fake-messenger.ts';
import { type Person, type Said, beginsDay, escapeHtml, htmlOf, talk } from './talk.ts';
import { type FakeRow, listPage } from './virtual-list.ts';

const ROOM = '!room:example.org';
const PEOPLE: readonly Person[] = [
  { id: '@alice:example.org', name: 'Alice' },
  { id: '@noa:example.org', name: 'נועה 🎉' },
  { id: '@bob:matrix.org', name: 'Bob' },
];
const DAY = 86_400_000;

type Extra =
  'none' | 'reply' | 'edited' | 'image' | 'file' | 'emote' | 'state' | 'deleted' | 'marked' | 'mention' | 'secret';

const EXTRAS: Readonly<Record<number, Extra>> = {
  3: 'reply',
  5: 'edited',
  8: 'image',
  11: 'file',
  13: 'emote',
  17: 'state',
  19: 'deleted',
  22: 'marked',
  25: 'mention',
  28: 'secret',
};

interface Post extends Said {
  readonly id: string;
  readonly extra: Extra;
}

/** The conversation. */
export function elementPosts(count: number, end: number): readonly Post[] {
  const all = talk(PEOPLE, count, end).map((said): Post => {
    const extra = said.index > 2 ? (EXTRAS[said.index % 30] ?? 'none') : 'none';
    return { ...said, id: `$event-${said.index}_Az`, extra };
  });
  return all.map((post) => ({ ...post, joined: post.joined && all[post.index - 1]?.extra !== 'state' }));
}

/** The page that shows it. `hover`: times are only shown of the message that the pointer is on, as they are unless asked for. */
export function elementSite(posts: readonly Post[], now: number, { hover = true } = {}): FakeSite {
  const rows = posts.flatMap((post): FakeRow[] => {
    const label = dayLabel(post.at, now);
    const divider = `<li data-scroll-tokens="${post.id}"><div class="_flex_4 mx_TimelineSeparator" role="separator" aria-label="${label}"><hr role="none"><div class="mx_DateSeparator_dateContent"><h2 class="mx_DateSeparator_dateHeading" aria-hidden="true">${label}</h2></div><hr role="none"></div></li>`;
    return [...(beginsDay(posts, post) ? [{ html: divider }] : []), { html: tileOf(post, posts, hover) }];
  });
  const head = `<title>Element [3] | Friends</title><style>* { margin: 0; font-size: 10px } li { display: block; min-height: 24px } img { width: 10px; height: 10px }</style>`;
  const thread = `<aside class="mx_RightPanel"><div class="mx_ThreadView"><ol class="mx_RoomView_MessageList"><li class="mx_EventTile" data-event-id="$thread"><div class="mx_EventTile_line">of a thread</div></li></ol></div></aside>`;
  const times = Object.fromEntries(posts.map(({ id, at }) => [id, clockOf(at)]));
  const body = `<div id="matrixchat"><div class="mx_MatrixChat_wrapper"><div class="mx_MatrixChat">${thread}<div class="mx_RoomView">
<header class="mx_RoomHeader"><div class="mx_RoomHeader_heading" role="heading" dir="auto"><span class="mx_RoomHeader_truncated mx_lineClamp">Friends &amp; foes</span></div></header>
<main class="mx_RoomView_body"><div class="mx_RoomView_timeline"><div class="mx_AutoHideScrollbar mx_ScrollPanel mx_RoomView_messagePanel" style="overflow-y: auto; height: 520px"><div class="mx_RoomView_messageListWrapper">
<ol class="mx_RoomView_MessageList" aria-live="polite"></ol></div></div></div><div class="mx_MessageComposer"></div></main></div></div></div></div>
<script>(${showTimes.toString()})(${JSON.stringify(times)})</script>`;
  return {
    url: `https://chat.example.org/#/room/${ROOM}`,
    html: listPage(
      {
        rows,
        scroller: '.mx_ScrollPanel',
        list: '.mx_RoomView_timeline ol',
        loading: '<li><div class="mx_Spinner" style="height: 30px"></div></li>',
        top: '<li class="mx_NewRoomIntro"><h2>Friends</h2><p>This is the start of Friends.</p></li>',
        newest:
          '<div class="mx_JumpToBottomButton"><div class="mx_JumpToBottomButton_scrollDown" role="button"></div></div>',
      },
      { head, body },
    ),
  };
}

/** Runs in the page: a tile shows its time while the pointer is on it, as soon as the page gets round to it. */
function showTimes(times: Readonly<Record<string, string>>): void {
  const on = (event: MouseEvent, shown: boolean) => {
    const tile =
      event.relatedTarget === null &&
      (event.target as Element).closest<HTMLElement>('.mx_RoomView_timeline .mx_EventTile');
    const time = tile && tile.querySelector('.mx_MessageTimestamp[data-hover]');
    if (time) setTimeout(() => (time.textContent = shown ? (times[tile.dataset['eventId'] ?? ''] ?? '') : ''), 5);
  };
  document.addEventListener('mouseover', (event) => on(event, true));
  document.addEventListener('mouseout', (event) => on(event, false));
}

/** As Element has it: the last six days by name, others by date. */
function dayLabel(at: number, now: number): string {
  const days = Math.floor(now / DAY) - Math.floor(at / DAY);
  if (days < 2) return days === 0 ? 'Today' : 'Yesterday';
  const options =
    days < 7
      ? { weekday: 'long' as const }
      : { weekday: 'short' as const, month: 'short' as const, day: 'numeric' as const, year: 'numeric' as const };
  return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(at);
}

function clockOf(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** What is to be read of it. */
export function elementExpected(posts: readonly Post[]): readonly CapturedMessage[] {
  return posts.map((post): CapturedMessage => {
    const { id, at, from, extra } = post;
    const text = textOf(post);
    const answered = posts[post.index - 2];
    const kind =
      extra === 'state'
        ? 'system'
        : extra === 'deleted'
          ? 'deleted'
          : extra === 'secret'
            ? 'other'
            : fileOf(extra)
              ? 'media'
              : 'text';
    const entities = entitiesIn(post, text);
    const file = fileOf(extra);
    return {
      id,
      time: { ms: Math.floor(at / 60_000) * 60_000, zone: null, precision: 'minute' },
      sender: extra === 'state' ? null : from.id,
      kind,
      ...(extra === 'emote' && { nativeKind: 'm.emote' }),
      ...(extra === 'secret' && { nativeKind: 'm.room.encrypted' }),
      text,
      ...(entities.length > 0 && { entities }),
      ...(file && { attachments: [file] }),
      ...(extra === 'reply' &&
        answered && { replyTo: { id: answered.id, sender: answered.from.name, text: 'what was said before' } }),
      ...(extra === 'edited' && { edited: { at: null } }),
      ...(post.index % 30 === 5 && { reactions: [{ emoji: '🎉', count: 2 }] }),
    };
  });
}

function fileOf(extra: Extra) {
  if (extra === 'image')
    return {
      kind: 'image' as const,
      name: 'at sea.png',
      path: null,
      missing: 'remote' as const,
      url: 'https://matrix.example.org/_matrix/media/v3/download/example.org/abc',
    };
  return extra === 'file'
    ? { kind: 'file' as const, name: 'plan.pdf', path: null, missing: 'left-out' as const }
    : null;
}

function entitiesIn({ extra, from }: Post, text: string): readonly Entity[] {
  if (extra === 'marked')
    return [
      { kind: 'bold', start: 0, length: 4 },
      { kind: 'code', start: 11, length: 4 },
    ];
  if (extra === 'mention')
    return [{ kind: 'link', start: 0, length: from.name.length, value: `https://matrix.to/#/${from.id}` }];
  const address = extra === 'state' ? undefined : /https:\S+/.exec(text)?.[0];
  return address ? [{ kind: 'link', start: text.indexOf(address), length: address.length, value: address }] : [];
}

function textOf({ text, extra, from }: Post): string {
  if (extra === 'state') return `${from.name} changed the topic to "Plans".`;
  if (extra === 'deleted' || extra === 'secret' || extra === 'image' || extra === 'file') return '';
  return extra === 'marked' ? 'bold\n\nthen code\nlast' : extra === 'mention' ? `${from.name}: ${text}` : text;
}

function tileOf(post: Post, posts: readonly Post[], hover: boolean): string {
  const { id, from, extra, joined, index } = post;
  const name = escapeHtml(from.name);
  const profile = `<div class="mx_DisambiguatedProfile"><span class="mx_Username_color3 mx_DisambiguatedProfile_displayName" dir="auto">${htmlOf(from.name)}</span></div>`;
  const avatar = `<div class="mx_EventTile_avatar"><span class="mx_BaseAvatar" title="${from.id}">${name.slice(0, 1)}</span></div>`;
  const time = `<a href="https://matrix.to/#/${ROOM}/${id}"><span class="mx_MessageTimestamp" aria-hidden="true" ${hover ? 'data-hover' : ''}>${hover ? '' : clockOf(post.at)}</span></a>`;
  const reactions =
    '<div class="mx_EventTile_footer"><div class="mx_ReactionsRow"><div class="mx_ReactionsRowButton" role="button"><span class="mx_ReactionsRowButton_content">🎉</span><span class="mx_ReactionsRowButton_count">2</span></div></div></div>';
  const bar = '<div class="mx_MessageActionBar" role="toolbar"><button>Reply</button></div>';
  const classes = [
    'mx_EventTile',
    joined ? 'mx_EventTile_continuation' : '',
    extra === 'state' ? 'mx_EventTile_info' : '',
  ].join(' ');
  const isState = extra === 'state';
  return `<li class="${classes}" tabindex="-1" data-scroll-tokens="${id}" data-layout="group" data-self="${from.id === '@alice:example.org'}" data-event-id="${id}" data-has-reply="${extra === 'reply'}">${joined || isState ? '' : profile}${joined ? '' : avatar}<div class="mx_EventTile_line">${time}${extra === 'reply' ? replyOf(posts[index - 2] as Post) : ''}${bodyOf(post)}${bar}</div>${index % 30 === 5 ? reactions : ''}<div class="mx_ThreadSummary"><span class="mx_ThreadSummary_content">an answer in a thread</span></div></li>`;
}

function replyOf(answered: Post): string {
  return `<div class="mx_ReplyChain_wrapper"><blockquote class="mx_ReplyChain"><div class="mx_ReplyTile"><a href="https://matrix.to/#/${ROOM}/${encodeURIComponent(answered.id)}?via=example.org"><div class="mx_DisambiguatedProfile"><span class="mx_DisambiguatedProfile_displayName">${htmlOf(answered.from.name)}</span></div><span class="mx_MessageTimestamp">00:00</span><div class="mx_MTextBody mx_EventTile_content"><span class="mx_EventTile_body">what was said before</span></div></a></div></blockquote></div>`;
}

function bodyOf(post: Post): string {
  const { extra, from } = post;
  const wrap = (inner: string, name = 'mx_MTextBody', more = '') =>
    `<div class="${name} mx_EventTile_content">${more}<span class="mx_EventTile_body" dir="auto">${inner}</span>${extra === 'edited' ? '<div class="mx_EventTile_edited" role="button"><span>(edited)</span></div>' : ''}</div>`;
  if (extra === 'state') return `<div class="mx_TextualEvent">${htmlOf(textOf(post))}</div>`;
  if (extra === 'deleted') return '<span class="mx_RedactedBody">Message deleted</span>';
  if (extra === 'secret')
    return '<div class="mx_DecryptionFailureBody mx_EventTile_content">Unable to decrypt message</div>';
  if (extra === 'image')
    return '<div class="mx_MImageBody"><img class="mx_MImageBody_thumbnail" alt="at sea.png" src="https://matrix.example.org/_matrix/media/v3/download/example.org/abc"></div>';
  if (extra === 'file')
    return '<span class="mx_MFileBody"><button class="mx_MFileBody_info"><span class="mx_MFileBody_info_filename">plan.pdf</span></button></span>';
  if (extra === 'emote')
    return wrap(
      inline(post.text),
      'mx_MEmoteBody',
      `*&nbsp;<span class="mx_MEmoteBody_sender">${htmlOf(from.name)}</span>&nbsp;`,
    );
  if (extra === 'marked') return wrap('<p><strong>bold</strong></p>\n<p>then <code>code</code><br>last</p>\n');
  const pill = `<a class="mx_Pill mx_UserPill" href="https://matrix.to/#/${from.id}"><span class="mx_BaseAvatar">A</span><span class="mx_Pill_text">${htmlOf(from.name)}</span></a>: `;
  return wrap(`${extra === 'mention' ? pill : ''}${inline(post.text)}`);
}

function inline(text: string): string {
  return htmlOf(text).replace(/https:[^\s<]+/, (one) => `<a href="${one}" class="linkified">${one}</a>`);
}
