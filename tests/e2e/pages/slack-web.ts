import type { Entity } from '../../../utils/messengers/model.ts';
import type { CapturedMessage } from '../../../utils/page/captured.ts';
import type { FakeSite } from '../lib/fake-messenger.ts';
import { type Person, type Said, beginsDay, escapeHtml, htmlOf, talk } from './talk.ts';
import { listPage } from './virtual-list.ts';

const CHANNEL = 'C0456DEF';
const PEOPLE: readonly Person[] = [
  { id: 'U0ALICE', name: 'Alice' },
  { id: 'U0NOA', name: 'נועה כהן' },
  { id: 'U0BOB', name: 'Bob (bot?)' },
];

/** What a message has beside its text. `late`: it is drawn a moment after it came into sight. */
type Extra = 'none' | 'broadcast' | 'edited' | 'image' | 'file' | 'joined' | 'card' | 'late' | 'deleted';

const EXTRAS: Readonly<Record<number, Extra>> = {
  3: 'broadcast',
  5: 'edited',
  8: 'image',
  11: 'file',
  17: 'joined',
  19: 'late',
  23: 'card',
  26: 'deleted',
};

interface Post extends Said {
  readonly ts: string;
  readonly extra: Extra;
}

/** The conversation. */
export function slackPosts(count: number, end: number): readonly Post[] {
  return talk(PEOPLE, count, end).map((said): Post => {
    const ts = `${Math.floor(said.at / 1000)}.${String(said.index * 7919 + 100).padStart(6, '0')}`;
    return { ...said, ts, extra: said.index > 2 ? (EXTRAS[said.index % 30] ?? 'none') : 'none' };
  });
}

/** The page that shows it, with a thread open beside it. */
export function slackSite(posts: readonly Post[]): FakeSite {
  const rows = posts.flatMap((post) => {
    const divider = `<div class="c-virtual_list__item" role="listitem" data-qa="virtual-list-item" data-item-key="${post.at}.${CHANNEL}"><div class="c-message_list__day_divider" role="separator" aria-roledescription="separator"><span data-qa="day_divider__label">A day</span></div></div>`;
    return [...(beginsDay(posts, post) ? [{ html: divider }] : []), { html: itemOf(post) }];
  });
  const head = `<title>general (Channel) - Acme - Slack</title><style>* { margin: 0; font-size: 10px } .c-virtual_list__item { min-height: 24px } img { width: 10px; height: 10px } [hidden], .sr-only { display: none }</style>`;
  const other = `<div class="c-virtual_list__item" data-qa="virtual-list-item" data-item-key="1700000000.000100"><div data-qa="message_container" data-msg-ts="1700000000.000100" data-msg-channel-id="${CHANNEL}"><button data-qa="message_sender_name">Eve</button><div data-qa="message-text">of a thread</div></div></div>`;
  const sidebar = `<div class="p-channel_sidebar"><div data-qa="slack_kit_list" class="c-virtual_list__scroll_container"><div data-qa="virtual-list-item" data-item-key="C0OTHER">other</div></div></div>`;
  const pane = (name: string, list: string) =>
    `<div data-qa="slack_kit_scrollbar" role="presentation" class="c-scrollbar__hider ${name}" style="overflow-y: scroll; height: 520px"><div role="presentation" class="c-scrollbar__child"><div data-qa="slack_kit_list" class="c-virtual_list__scroll_container ${name}_list" role="list">${list}</div></div></div>`;
  const body = `${sidebar}<div class="p-flexpane" data-qa="threads_flexpane"><div data-qa="message_pane">${pane('thread', other)}</div></div>
<div class="p-workspace__primary_view"><div data-qa="channel_header"><span data-qa="channel_name">general</span></div>
<div class="p-message_pane" data-qa="message_pane">${pane('main', '')}</div><div data-qa="message_input"><div class="ql-editor" role="textbox"></div></div></div>
<script>(${drawLate.toString()})()</script>`;
  return {
    url: `https://app.slack.com/client/T0123ABC/${CHANNEL}`,
    html: listPage(
      {
        rows,
        scroller: '.main',
        list: '.main_list',
        top: '<div data-qa="virtual-list-item" data-item-key="foreword"><div class="p-message_pane__foreword"><h1 class="p-message_pane__foreword__title">This is the very beginning</h1></div></div>',
      },
      { head, body },
    ),
  };
}

/** Runs in the page: what is only a placeholder at first is drawn a moment later. */
function drawLate(): void {
  setInterval(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-drawn]')) {
      const { drawn = '' } = element.dataset;
      delete element.dataset['drawn'];
      setTimeout(() => {
        const template = document.createElement('template');
        template.innerHTML = drawn;
        if (element.isConnected) element.replaceWith(template.content);
      }, 50);
    }
  }, 10);
}

/** What is to be read of it. */
export function slackExpected(posts: readonly Post[]): readonly CapturedMessage[] {
  return posts.map((post): CapturedMessage => {
    const { ts, from, extra } = post;
    const text = textOf(post);
    const file = fileOf(post);
    const entities = extra === 'card' ? [] : entitiesIn(text);
    return {
      id: ts,
      time: { ms: Number(ts.slice(0, 10)) * 1000 + Number(ts.slice(11, 14)), zone: 0, precision: 'millisecond' },
      sender: from.id,
      kind: extra === 'joined' ? 'system' : extra === 'deleted' ? 'deleted' : file ? 'media' : 'text',
      text,
      ...(entities.length > 0 && { entities }),
      ...(file && { attachments: [{ ...file, path: null, missing: 'remote' as const }] }),
      ...(extra === 'broadcast' && { replyTo: { id: '1700000000.000100', text: 'the beginning of a thread' } }),
      ...(extra === 'edited' && { edited: { at: null } }),
      ...(post.index % 30 === 5 && { reactions: [{ emoji: 'tada', count: 3 }] }),
    };
  });
}

function entitiesIn(text: string): readonly Entity[] {
  const address = /https:\S+/.exec(text)?.[0];
  return address ? [{ kind: 'link', start: text.indexOf(address), length: address.length, value: address }] : [];
}

function textOf({ text, extra }: Post): string {
  if (extra === 'file' || extra === 'deleted') return '';
  if (extra === 'joined') return 'joined #general.';
  return extra === 'card'
    ? 'Build 12\npassed'
    : text.replaceAll('🎉', ':tada:').replaceAll('🙂', ':slightly_smiling_face:');
}

function fileOf({ extra }: Post) {
  const image = 'https://files.slack.com/files-pri/T0123ABC-F08UA1WNERY/at_sea.png';
  if (extra === 'image') return { kind: 'image' as const, name: 'at_sea.png', url: image };
  const file = 'https://acme.slack.com/files/U0ALICE/F09PLANPDF1/plan.pdf';
  return extra === 'file' ? { kind: 'file' as const, name: 'The plan.pdf', url: file } : null;
}

function itemOf(post: Post): string {
  const { ts, extra } = post;
  const container = `<div class="c-message_kit__background c-message_kit__message" data-qa="message_container" data-qa-placeholder="false" data-msg-ts="${ts}" data-msg-channel-id="${CHANNEL}">${contentsOf(post)}</div>`;
  const inner =
    extra === 'late'
      ? `<div data-qa="message_container" data-qa-placeholder="true" data-drawn="${escapeHtml(container)}"></div>`
      : container;
  return `<div class="c-virtual_list__item" role="listitem" id="message-list_${ts}" data-qa="virtual-list-item" data-item-key="${ts}">${inner}</div>`;
}

function contentsOf(post: Post): string {
  const { from, ts, extra } = post;
  const name = escapeHtml(from.name);
  const sender = `<span class="c-message__sender" data-qa="message_sender"><button class="c-link--button c-message__sender_button" data-message-sender="${from.id}" data-qa="message_sender_name">${name}</button></span><span id="${ts}-sender" hidden>${name} : </span>`;
  const time = `<a class="c-link c-timestamp" data-ts="${ts}" href="#"><span class="c-timestamp__label" data-qa="timestamp_label">9:26 AM</span></a>`;
  const preamble = `<div class="c-message__broadcast_preamble_outer" data-qa="message_broadcast_preamble">replied to a thread: <a class="c-message__broadcast_preamble_link" href="https://acme.slack.com/archives/${CHANNEL}/p${ts.replace('.', '')}?thread_ts=1700000000.000100&amp;cid=${CHANNEL}">the beginning of a thread</a></div>`;
  const reactions = `<div class="c-reaction_bar"><button class="c-reaction"><img data-stringify-type="emoji" alt=":tada:" src="data:,"><span class="c-reaction__count">3</span></button></div>`;
  const actions = '<div class="c-message_actions__container"><button>Add reaction…</button></div>';
  return `<div class="c-message_kit__gutter__right" data-qa="message_content">${post.joined ? '' : sender}${time}${extra === 'broadcast' ? preamble : ''}${bodyOf(post)}${post.index % 30 === 5 ? reactions : ''}<div class="c-message__reply_bar"><button class="c-message__reply_count">2 replies</button></div></div>${actions}`;
}

function bodyOf(post: Post): string {
  const { extra } = post;
  if (extra === 'joined') return '<span class="c-message__body c-message__body--automated">joined #general.</span>';
  if (extra === 'deleted') return '<span class="c-message_kit__tombstone">This message was deleted.</span>';
  const card =
    '<div class="c-message__attachments"><div class="c-message_attachment"><div>Build 12</div><div>passed</div></div></div>';
  if (extra === 'card') return card;
  const file = fileOf(post);
  const image = `<div class="c-files_container"><a data-qa="message_file_image_thumbnail" class="c-link p-file_image_thumbnail__wrapper" href="${file?.url}"><img class="p-file_image_thumbnail__image" alt="" src="https://files.slack.com/files-tmb/T0123ABC-F08UA1WNERY-d7e162/image_720.png"></a></div>`;
  const pillow = `<div class="c-pillow_file_container"><a class="c-pillow_file__header" href="${file?.url}"><span class="c-pillow_file__title">The plan.pdf</span></a></div>`;
  if (extra === 'file') return pillow;
  const edited = '<span class="c-message__edited_label" dir="ltr">(edited) </span>';
  const text = `<div class="c-message__message_blocks" data-qa="message-text"><div class="p-block_kit_renderer"><div class="p-rich_text_block" dir="auto"><div class="p-rich_text_section">${wordsOf(post.text)}${extra === 'edited' ? edited : ''}</div></div></div></div>`;
  return `${text}${extra === 'image' ? image : post.text.includes('https:') ? '<div class="c-message__attachments">A preview of the link</div>' : ''}`;
}

/** Emoji are pictures with names, each with a hint that is hidden; blank lines are elements. */
function wordsOf(text: string): string {
  const gap = '<span class="c-mrkdwn__br" data-stringify-type="paragraph-break"></span>';
  const emoji = (one: string) =>
    `<span class="c-emoji c-emoji--inline" data-qa="emoji"><img alt="${one === '🎉' ? ':tada:' : ':slightly_smiling_face:'}" data-stringify-type="emoji" src="data:,"></span><span hidden data-sk="tooltip">hint</span>`;
  const paragraphs = text
    .split('\n\n')
    .map((part) => htmlOf(part, emoji).replaceAll('<br>', '<br aria-hidden="true">'));
  return paragraphs.join(gap).replace(/https:[^\s<]+/, (one) => `<a class="c-link" href="${one}">${one}</a>`);
}
