import type { CapturedMessage } from '../../../utils/page/captured.ts';
import type { FakeSite } from '../lib/fake-messenger.ts';
import { type Person, type Said, beginsDay, emojiImage, escapeHtml, htmlOf, talk } from './talk.ts';
import { type FakeList, listPage } from './virtual-list.ts';

const SERVER = '900000000000000001';
const CHANNEL = '900000000000000002';
const PEOPLE: readonly Person[] = [
  { id: '800000000000000001', name: 'Alice' },
  { id: '800000000000000002', name: 'נועה 🎉' },
  // Without a picture of one's own there is no id.
  { id: 'Bob', name: 'Bob' },
];

/** What a message has beside its text. */
type Extra = 'none' | 'reply' | 'edited' | 'image' | 'file' | 'sticker' | 'system' | 'spoiler' | 'mention' | 'box';

const EXTRAS: Readonly<Record<number, Extra>> = {
  3: 'reply',
  5: 'edited',
  8: 'image',
  11: 'file',
  13: 'sticker',
  17: 'system',
  19: 'spoiler',
  22: 'mention',
  26: 'box',
};

interface Post extends Said {
  readonly id: string;
  readonly extra: Extra;
}

/** The conversation. */
export function discordPosts(count: number, end: number): readonly Post[] {
  const all = talk(PEOPLE, count, end).map((said): Post => {
    const extra = said.index > 2 ? (EXTRAS[said.index % 30] ?? 'none') : 'none';
    const id = String(((BigInt(said.at) - 1_420_070_400_000n) << 22n) + BigInt(said.index));
    return { ...said, id, extra };
  });
  // Answers and what follows a notice have a head of their own.
  return all.map((post) => {
    const breaks = post.extra === 'reply' || all[post.index - 1]?.extra === 'system';
    return breaks ? { ...post, joined: false } : post;
  });
}

/** The page that shows it. */
export function discordSite(
  posts: readonly Post[],
  { compact = false, ...list }: Partial<FakeList> & { compact?: boolean } = {},
): FakeSite {
  const rows = posts.flatMap((post) => {
    const day = new Date(post.at).toDateString();
    const divider = `<li class="divider_5126" role="separator" aria-label="${day}" data-list-item-id="chat-messages___divider-${day}"><span>${day}</span></li>`;
    return [...(beginsDay(posts, post) ? [{ html: divider }] : []), { html: itemOf(post, posts, compact) }];
  });
  const thread = `<aside><ol data-list-id="chat-messages"><li id="chat-messages-900000000000000003-1"><div id="message-content-1">of a thread</div></li></ol></aside>`;
  const head = `<title>(2) Discord | #general | Club</title><style>* { margin: 0; font-size: 10px } li, h3, .timestamp_c19 { display: inline-block } li { width: 100%; min-height: 22px } img { height: 10px; width: 10px }</style>`;
  const body = `${thread}<section class="title_1" aria-label="Channel header"><h1 class="title_2">general</h1></section>
<main><div class="messagesWrapper_3"><div class="scroller_4 auto_4" style="overflow-y: scroll; height: 480px"><div class="scrollerContent_4">
<ol class="scrollerInner_4" role="list" data-list-id="chat-messages" aria-label="Messages in general"></ol></div></div>
<form><div role="textbox" data-slate-editor="true" contenteditable="true"></div></form></div></main>`;
  return {
    url: `https://discord.com/channels/${SERVER}/${CHANNEL}`,
    html: listPage(
      {
        rows,
        scroller: '.scroller_4',
        list: 'main ol',
        live: 50,
        loading: '<div class="wrapper_7" style="height: 300px"><div class="blob_7"></div></div>',
        top: '<div class="container_8"><div class="emptyChannelIcon_8"></div><h3 class="header_8">Welcome to #general!</h3></div>',
        newest: '<div class="jumpToPresentBar_9"><button class="barButtonMain_9">Jump</button></div>',
        ...list,
      },
      { head, body },
    ),
  };
}

/** What is to be read of it. */
export function discordExpected(posts: readonly Post[], { compact = false } = {}): readonly CapturedMessage[] {
  return posts.map((post): CapturedMessage => {
    const { id, at, from, extra } = post;
    const answered = posts[post.index - 2];
    const text = textOf(post);
    const file = fileOf(post);
    return {
      id,
      time: { ms: at, zone: 0, precision: 'millisecond' },
      // Without the pictures there are no ids.
      sender: extra === 'system' ? null : compact ? from.name : from.id,
      kind: extra === 'system' ? 'system' : extra === 'sticker' ? 'sticker' : file ? 'media' : 'text',
      text,
      ...(text.includes('https:') && extra !== 'system' && { entities: [linkIn(text)] }),
      ...(file && { attachments: [{ ...file, path: null, missing: 'remote' as const }] }),
      ...(extra === 'reply' && answered && { replyTo: quoteOf(answered) }),
      ...(extra === 'edited' && { edited: { at: { ms: at + 61_000, zone: 0, precision: 'millisecond' as const } } }),
      ...(post.index % 30 === 5 && { reactions: [{ emoji: '🎉', count: 12 }] }),
    };
  });
}

function linkIn(text: string) {
  const address = /https:\S+/.exec(text)?.[0] ?? '';
  return { kind: 'link' as const, start: text.indexOf(address), length: address.length, value: address };
}

function quoteOf(answered: Post) {
  const text = textOf(answered);
  return { id: answered.id, sender: answered.from.name, ...(text !== '' && { text }) };
}

function textOf({ text, extra, from }: Post): string {
  if (extra === 'file' || extra === 'sticker') return '';
  if (extra === 'system') return `${from.name} pinned a message to this channel.`;
  if (extra === 'box') return 'Club\nNews of the day\nSunny';
  return extra === 'mention' ? `@Alice ${text}` : extra === 'spoiler' ? `${text} the end` : text;
}

function fileOf({ id, extra }: Post) {
  const place = `https://cdn.discordapp.com/attachments/${CHANNEL}/${id}`;
  if (extra === 'image') return { kind: 'image' as const, name: 'at sea.jpg', url: `${place}/at%20sea.jpg?ex=1&is=2` };
  if (extra === 'file') return { kind: 'file' as const, name: 'plan.pdf', url: `${place}/plan.pdf?ex=1` };
  const sticker = 'https://media.discordapp.net/stickers/749054660769218631.png?size=160';
  return extra === 'sticker' ? { kind: 'sticker' as const, name: 'Wave', url: sticker } : null;
}

function itemOf(post: Post, posts: readonly Post[], compact: boolean): string {
  const { id, extra } = post;
  const article =
    extra === 'system'
      ? systemOf(post)
      : `${extra === 'reply' ? quoteHtml(post, posts) : ''}${contentsOf(post, compact)}`;
  return `<li id="chat-messages-${CHANNEL}-${id}" class="messageListItem_5126c"><div role="article" class="message_5126 cozy_5126">${article}</div></li>`;
}

function systemOf(post: Post): string {
  return `<div class="systemMessage_6"><div class="iconContainer_6"></div><div class="content_6"><a class="username_c19">${escapeHtml(post.from.name)}</a> pinned a message to this channel.${timeHtml(post)}</div></div>`;
}

function quoteHtml(post: Post, posts: readonly Post[]): string {
  const answered = posts[post.index - 2] as Post;
  const text = textOf(answered);
  const preview = text
    ? `<div id="message-content-${answered.id}" class="repliedTextContent_c19 markup_75 messageContent_c19">${inline(text)}</div>`
    : `<div id="message-content-${answered.id}" class="repliedTextContent_c19 markup_75 messageContent_c19"></div>`;
  return `<div id="message-reply-context-${post.id}" class="repliedMessage_c19"><img class="replyAvatar_c19" alt="" src="data:,"><span class="username_c19">@${escapeHtml(answered.from.name)}</span><div class="repliedTextPreview_c19">${preview}</div></div>`;
}

function contentsOf(post: Post, compact: boolean): string {
  const { id, from, extra, at } = post;
  const head = post.joined
    ? `<span class="latin24CompactTimeStamp_c19 timestamp_c19">${timeHtml(post)}</span>`
    : headOf(post, compact);
  const edited = `<span class="timestamp_c19 timestampInline_c19"><time datetime="${new Date(at + 61_000).toISOString()}"><span class="edited_c19">(edited)</span></time></span>`;
  const text =
    extra === 'box' || extra === 'file' || extra === 'sticker'
      ? ''
      : `${wordsOf(post)}${extra === 'edited' ? edited : ''}`;
  const picture = `<img aria-hidden="true" class="avatar_c19" alt=" " data-src="" src="${avatarOf(from)}">`;
  return `<div class="contents_c19">${post.joined || compact ? '' : picture}${head}<div id="message-content-${id}" class="markup_75 messageContent_c19">${text}</div></div><div id="message-accessories-${id}" class="container_b7">${extrasOf(post)}</div>`;
}

/** In the compact view the time stands before the name, and a colon behind it. */
function headOf(post: Post, compact: boolean): string {
  const inner = `<span class="username_c19 clickable_c19" role="button">${escapeHtml(post.from.name)}${compact ? '<i class="separator_c19">: </i>' : ''}</span>`;
  const badge = post.extra === 'box' ? '<span class="botTag_c19">APP</span>' : '';
  const name = `<span id="message-username-${post.id}" class="headerText_c19">${inner}${badge}</span>`;
  return `<h3 class="header_c19">${compact ? `${timeHtml(post)}${name}` : `${name}${timeHtml(post)}`}</h3>`;
}

function timeHtml({ id, at }: Post): string {
  return `<span class="timestamp_c19"><time id="message-timestamp-${id}" datetime="${new Date(at).toISOString()}"><i class="separator_c19" aria-hidden="true"> — </i>9:26 AM</time></span>`;
}

/** The address has the id of the account, where the picture is its own. Nothing is behind it. */
function avatarOf({ id }: Person): string {
  return /^\d+$/.test(id) ? `https://cdn.discordapp.com/avatars/${id}/a1b2.webp?size=80` : '/assets/default.png';
}

function inline(text: string): string {
  const linked = htmlOf(text, emojiImage).replace(
    /https:[^\s<]+/,
    (one) => `<a class="anchor_ed" href="${one}">${one}</a>`,
  );
  return `<span>${linked}</span>`;
}

function wordsOf({ text, extra }: Post): string {
  if (extra === 'mention') return `<span class="mention_a7 wrapper_a7" role="button">@Alice</span> ${inline(text)}`;
  const hidden =
    '<span class="spoilerContent_29" aria-label="Spoiler"><span class="obscuredTextContent_29">the end</span></span>';
  return extra === 'spoiler' ? `${inline(text)} ${hidden}` : inline(text);
}

function extrasOf(post: Post): string {
  const file = fileOf(post);
  const url = escapeHtml(file?.url ?? '');
  const reaction = `<div class="reactions_ec" id="message-reactions-${post.id}"><div class="reaction_ec"><div class="reactionInner_ec" aria-label="tada, 12 reactions">${emojiImage('🎉')}<div class="reactionCount_ec">12</div></div></div></div>`;
  const preview = '<article class="embedFull_b0"><div class="embedTitle_b0">A preview of the link</div></article>';
  const box =
    '<article class="embedFull_b0"><div class="embedProvider_b0">Club</div><div class="embedTitle_b0">News of the day</div><div class="embedDescription_b0">Sunny</div></article>';
  const media =
    post.extra === 'image'
      ? `<a class="originalLink_af" href="${url}"></a><img class="lazyImg_af" alt="Image" src="${url.replace('cdn.discordapp.com', 'media.discordapp.net')}">`
      : post.extra === 'file'
        ? `<div class="file_ab"><a class="fileNameLink_ab" href="${url}">plan.pdf</a><div>12 KB</div></div>`
        : post.extra === 'sticker'
          ? `<div class="stickerAsset_cd"><img data-type="sticker" alt="Wave" src="${url}"></div>`
          : '';
  return `${media}${post.extra === 'box' ? box : textOf(post).includes('https:') ? preview : ''}${post.index % 30 === 5 ? reaction : ''}`;
}
