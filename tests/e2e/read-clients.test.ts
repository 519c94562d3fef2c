import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CapturedMessage } from '../../utils/page/captured.ts';
import type { Client } from '../../utils/page/clients.ts';
import { type Told, captureTold } from './lib/capture-told.ts';
import { type FakeBrowser, type FakeSite, startFakes } from './lib/fake-messenger.ts';
import { discordExpected, discordPosts, discordSite } from './pages/discord-web.ts';
import { elementExpected, elementPosts, elementSite } from './pages/element-web.ts';
import { googleChatExpected, googleChatPosts, googleChatSite } from './pages/google-chat-web.ts';
import { slackExpected, slackPosts, slackSite } from './pages/slack-web.ts';

/** On a Sunday. */
const NOW = Date.UTC(2026, 10, 22, 15, 30);
/** Messages of the long conversations, and of those that are only to be refused. */
const MANY = 130;
const FEW = 20;

let fakes: FakeBrowser;

beforeAll(async () => {
  fakes = await startFakes();
});
afterAll(async () => await fakes?.close());

/** Captures the chat of a page, and closes it. */
async function told(site: FakeSite): Promise<Told> {
  const { page } = await fakes.open(site);
  const all = await captureTold(page, { now: NOW });
  await page.close();
  return all;
}

/** The page after its makers gave other names to what `hook` finds. */
function changed(site: FakeSite, hook: RegExp): FakeSite {
  if (!hook.test(site.html)) throw new Error(`the page has no ${hook.source}`);
  return { ...site, html: site.html.replaceAll(new RegExp(hook, 'g'), 'renamed') };
}

function expectMessages(all: Told, expected: readonly CapturedMessage[]): void {
  expect(all.failed).toBeNull();
  expect(all.messages.map(({ key }) => key)).toEqual(expected.map(({ id }) => `id:${id}`));
  for (const [at, { message }] of all.messages.entries()) expect(message).toEqual(expected[at]);
}

/** Each change is met with the name of what is missed. */
async function expectRefused(
  client: Client,
  site: FakeSite,
  changes: readonly (readonly [RegExp, string])[],
): Promise<void> {
  for (const [hook, check] of changes) {
    const all = await told(changed(site, hook));
    expect(all.failed, hook.source).toEqual({ code: 'PAGE_CHANGED', detail: { client, check } });
    expect(all.end, hook.source).toBeNull();
  }
}

describe('Discord, told', () => {
  const posts = discordPosts(MANY, NOW);
  const site = discordSite(discordPosts(FEW, NOW));

  it('has every message with its sender, time and text', async () => {
    const all = await told(discordSite(posts));
    expectMessages(all, discordExpected(posts));
    expect(all).toMatchObject({ chat: { id: '900000000000000002', title: 'general', kind: 'channel' }, me: null });
    expect(all.people.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      { id: '800000000000000001', name: 'Alice' },
      { id: '800000000000000002', name: 'נועה 🎉' },
      { id: 'Bob', name: 'Bob' },
    ]);
    expect(all.end).toMatchObject({ ended: 'top', unseen: ['edits', 'reactions', 'media'] });
  });

  it('is read in the compact view as well, and from the newest message though an older one was shown', async () => {
    const some = posts.slice(0, 60);
    const compact = discordSite(some, { compact: true, lastShown: 30, page: 20 });
    expectMessages(await told(compact), discordExpected(some, { compact: true }));
  });

  it('is refused once its page has changed, and where no chat is open', async () => {
    await expectRefused('discord-web', site, [
      [/data-list-id/, 'list'],
      [/chat-messages-9\d+2-/, 'id'],
      [/message-username|username_/, 'sender'],
      [/message-content-/, 'text'],
    ]);
    const home = await told({ ...site, url: 'https://discord.com/channels/@me' });
    expect(home.failed).toEqual({ code: 'PAGE_NO_CHAT' });
  });
});

describe('Slack, told', () => {
  const posts = slackPosts(MANY, NOW);
  const site = slackSite(slackPosts(FEW, NOW));

  it('has every message with its sender, time and text', async () => {
    const all = await told(slackSite(posts));
    expectMessages(all, slackExpected(posts));
    expect(all.chat).toEqual({ id: 'C0456DEF', title: 'general', kind: 'channel' });
    expect(all.end).toMatchObject({ ended: 'top', unseen: ['edits', 'reactions', 'replies', 'media'] });
  });

  it('is refused once its page has changed, and where no chat is open', async () => {
    await expectRefused('slack-web', site, [
      [/message_pane/, 'list'],
      [/message_container/, 'message'],
      [/message_sender_name|c-message__sender_button/, 'sender'],
      [/message-text|c-message__body|p-block_kit/, 'text'],
    ]);
    const home = await told({ ...site, url: 'https://app.slack.com/client/T0123ABC/threads' });
    expect(home.failed).toEqual({ code: 'PAGE_NO_CHAT' });
  });
});

describe('Element, told', () => {
  const posts = elementPosts(MANY, NOW);
  const site = elementSite(elementPosts(FEW, NOW), NOW);

  it('has every message with its sender, time and text, though times are shown one by one', async () => {
    const all = await told(elementSite(posts, NOW));
    expectMessages(all, elementExpected(posts));
    expect(all.chat).toEqual({ id: '!room:example.org', title: 'Friends & foes', kind: 'unknown' });
    expect(all.me).toEqual({ id: '@alice:example.org', name: 'Alice' });
    expect(all.end).toMatchObject({ ended: 'top', unseen: ['edits', 'reactions', 'replies', 'seconds', 'media'] });
  });

  it('is refused once its page has changed, and where no chat is open', async () => {
    await expectRefused('element-web', site, [
      [/mx_RoomView_MessageList/, 'list'],
      [/mx_DisambiguatedProfile/, 'sender'],
      [/mx_EventTile_line/, 'line'],
      [/mx_EventTile_body|mx_EventTile_content/, 'text'],
      [/mx_MessageTimestamp/, 'times'],
      [/(?<=>)Today/, 'day'],
    ]);
    const home = await told({ ...site, url: 'https://chat.example.org/#/home' });
    expect(home.failed).toEqual({ code: 'PAGE_NO_CHAT' });
  });
});

describe('Google Chat, told', () => {
  const posts = googleChatPosts(MANY, NOW);
  const site = googleChatSite(googleChatPosts(FEW, NOW));

  it('has every message with its sender, time and text', async () => {
    const all = await told(googleChatSite(posts));
    expectMessages(all, googleChatExpected(posts));
    expect(all.chat).toEqual({ id: 'AAQAspaceId', title: 'Friends & foes', kind: 'group' });
    expect(all.me).toEqual({ id: 'alice@example.org', name: 'Alice' });
    expect(all.end).toMatchObject({ ended: 'top', unseen: ['edits', 'reactions', 'replies', 'media'] });
  });

  it('is read without the names of its makers, too', async () => {
    const few = googleChatPosts(FEW, NOW);
    const all = await told(googleChatSite(few, { bodies: false }));
    expect(all.messages.map(({ message: { text } }) => text)).toEqual(few.map(({ text }) => text));
  });

  it('is refused once its page has changed, and where no chat is open', async () => {
    await expectRefused('google-chat-web', site, [
      [/data-is-user-topic/, 'topics'],
      [/data-absolute-timestamp|data-local-sort-time-msec/, 'time'],
      [/data-name|role=.{1,2}heading/, 'senders'],
    ]);
    const home = await told({ ...site, url: 'https://chat.google.com/u/0/app/home' });
    expect(home.failed).toEqual({ code: 'PAGE_NO_CHAT' });
  });
});
