import { type FakeList, type FakeRow, listPage } from './virtual-list.ts';

/** Where {@link plainChat} stands. */
export const PLAIN_CHAT = 'https://discord.com/channels/1/55';
/** When its first message was written; the others follow by the minute. Milliseconds since 1970. */
export const PLAIN_START = Date.UTC(2026, 10, 1, 8);

/** A message of it: its number and what it says. */
export function plainText(index: number): string {
  return `message ${index} ${'and more '.repeat(index % 9)}`.trim();
}

/** Its native id. */
export function plainId(index: number): string {
  return `${1_000_000 + index}`;
}

/** The least of Discord's page that its reader knows: what a test of the reading itself needs, and no more. */
export function plainChat(count: number, list: Partial<FakeList> = {}): string {
  return listPage(
    {
      rows: Array.from({ length: count }, (_, index) => plainRow(index)),
      scroller: '.scroller_1',
      list: 'ol',
      top: '<div><h3>Welcome</h3></div>',
      newest: '<div class="jumpToPresentBar_1"><button>Jump to present</button></div>',
      ...list,
    },
    {
      head: '<style>.scroller_1 { height: 560px; overflow-y: auto } li { padding: 4px }</style>',
      body:
        '<main><div class="scroller_1"><div><ol data-list-id="chat-messages"></ol></div></div>' +
        '<div role="textbox" contenteditable="true">Write</div></main>',
    },
  );
}

/** One row; every third message has its author over it. `inside` is added to what the message says. */
export function plainRow(index: number, inside = ''): FakeRow {
  const id = plainId(index);
  const time = `<time datetime="${new Date(PLAIN_START + index * 60_000).toISOString()}">at</time>`;
  const author = `<h3><span id="message-username-${id}"><span class="username_1">User ${index % 2}</span></span>${time}</h3>`;
  return {
    html:
      `<li id="chat-messages-55-${id}" class="messageListItem_1"><div class="message_1">` +
      `<div class="contents_1">${index % 3 === 0 ? author : time}` +
      `<div id="message-content-${id}" class="markup_1">${plainText(index)}</div></div>` +
      `<div id="message-accessories-${id}">${inside}</div></div></li>`,
  };
}
