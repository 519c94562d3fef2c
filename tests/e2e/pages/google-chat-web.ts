import type { Entity } from '../../../utils/messengers/model.ts';
import type { CapturedMessage } from '../../../utils/page/captured.ts';
import type { FakeSite } from '../lib/fake-messenger.ts';
import { type Person, type Said, escapeHtml, htmlOf, talk } from './talk.ts';
import { listPage } from './virtual-list.ts';

const SPACE = 'AAQAspaceId';
const PEOPLE: readonly Person[] = [
  { id: 'alice@example.org', name: 'Alice' },
  { id: 'noa@example.org', name: 'נועה 🎉' },
  { id: 'bob@example.org', name: 'Bob' },
];

interface Post extends Said {
  readonly id: string;
}

/** The conversation. */
export function googleChatPosts(count: number, end: number): readonly Post[] {
  return talk(PEOPLE, count, end).map((said) => ({ ...said, id: `m${said.index}-Az_9` }));
}

/**
 * The page that shows it: each message a topic, every seventh an answer in the topic of the one above. `bodies`: without, the
 * name is gone by which the texts are found.
 */
export function googleChatSite(posts: readonly Post[], { bodies = true } = {}): FakeSite {
  const topics = posts.filter((post) => !isAnswer(post));
  const rows = topics.map((post) => ({ html: topicOf(post, posts, bodies) }));
  const head = `<title>Friends - Chat</title><style>* { margin: 0; font-size: 10px } c-wiz { display: block; min-height: 26px } img { width: 10px; height: 10px }</style>`;
  const list = `<span role="listitem" data-group-id="space/${SPACE}"><span role="presentation" title="Friends &amp; foes"><span role="presentation">Friends</span></span></span>`;
  const side = `<div role="complementary"><c-wiz data-topic-id="side" data-is-user-topic="true"><div role="group" data-id="side" data-user-id="1">of a thread</div></c-wiz></div>`;
  const body = `<header role="banner"><a aria-label="Google-Konto: Alice &#10;(alice@example.org)" href="https://accounts.google.com/SignOutOptions?x=1"></a></header>${list}
<div role="main"><div class="scroll1" style="overflow-y: auto; height: 520px"><div role="progressbar" style="display: none"></div><div class="list1"></div></div><div data-is-room-compose-postbar="true"><div role="textbox" contenteditable="true"></div></div></div>${side}`;
  return {
    url: `https://chat.google.com/u/0/app/chat/${SPACE}`,
    html: listPage(
      {
        rows,
        scroller: '.scroll1',
        list: '.list1',
        loading: '<div role="progressbar" style="height: 20px"></div>',
        top: '<c-wiz data-topic-id="firstHistoryFurniture">History is on</c-wiz>',
      },
      { head, body },
    ),
  };
}

/** What is to be read of it. */
export function googleChatExpected(posts: readonly Post[]): readonly CapturedMessage[] {
  return posts.map((post): CapturedMessage => {
    const entities = entitiesIn(post.text);
    const file = isImage(post);
    return {
      id: post.id,
      time: { ms: post.at, zone: 0, precision: 'millisecond' },
      sender: post.from.id,
      kind: file ? 'media' : 'text',
      text: post.text,
      ...(entities.length > 0 && { entities }),
      ...(file && {
        attachments: [
          { kind: 'image' as const, name: 'at sea.png', path: null, missing: 'remote' as const, url: addressOf(post) },
        ],
      }),
    };
  });
}

function entitiesIn(text: string): readonly Entity[] {
  const address = /https:\S+/.exec(text)?.[0];
  return address ? [{ kind: 'link', start: text.indexOf(address), length: address.length, value: address }] : [];
}

function isAnswer({ index }: Said): boolean {
  return index % 7 === 6;
}

function isImage({ index }: Said): boolean {
  return index % 20 === 9;
}

function addressOf({ id }: Post): string {
  return `https://chat.google.com/api/get_attachment_url?url_type=FIFE_URL&attachment=${id}`;
}

function topicOf(post: Post, posts: readonly Post[], bodies: boolean): string {
  const next = posts[post.index + 1];
  const answer = next && isAnswer(next) ? messageOf(next, false, bodies) : '';
  // The preview of a thread shows its answer a second time.
  const preview = answer && `<div aria-label="thread">${answer}</div>`;
  return `<c-wiz data-topic-id="${post.id}" data-is-user-topic="true" data-local-sort-time-msec="${post.at}" data-creator-id="9${PEOPLE.indexOf(post.from)}">${messageOf(post, post.joined, bodies)}${answer}${preview}</c-wiz>`;
}

/** A message that follows one of the same sender has neither name nor time. */
function messageOf(post: Post, joined: boolean, bodies: boolean): string {
  const { id, from, at, text } = post;
  const name = escapeHtml(from.name);
  const heading = `<span role="heading" aria-level="3" data-message-id="${id}" data-member-id="user/human/9${PEOPLE.indexOf(from)}" data-hovercard-id="${from.id}" data-name="${name}"><span class="njhDLd">${from === PEOPLE[0] ? 'You' : htmlOf(from.name)}</span></span><span data-absolute-timestamp="${at}.0">9:26 AM</span>`;
  const words = htmlOf(text).replace(/https:[^\s<]+/, (one) => `<a href="${one}">${one}</a>`);
  const image = `<div><a href="${escapeHtml(addressOf(post))}"><img alt="at sea.png" src="data:,"></a></div>`;
  const buttons = `<div role="toolbar"><button aria-label="Add reaction">+</button></div><div role="list" aria-label="reactions"><button>🎉 2</button></div>`;
  return `<div role="group" data-id="${id}" data-user-id="9${PEOPLE.indexOf(from)}">${joined ? '' : heading}<div ${bodies ? 'jsname="bgckF"' : 'jsname="xYz12"'}>${words}</div>${isImage(post) ? image : ''}${buttons}</div>`;
}
