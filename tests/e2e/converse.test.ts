import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CapturedArchive, readCapturedZip } from './lib/captured-archive.ts';
import { type Sent, archiveOf, converseHistory } from './lib/converse-history.ts';
import { writeConversePage } from './lib/converse-page.ts';
import { openPopup } from './lib/pages.ts';
import { pictureOf } from './lib/picture.ts';
import { addToArchive, addressOf, writeAccount } from './lib/prosody-data.ts';
import { type Prosody, lackingProsody, makeProsody } from './lib/prosody.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState } from './lib/stored-vault.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

const USERS = ['alice', 'bob'] as const;
const NAMES = { alice: 'Alice Example', bob: 'Bob Example' };
const BEGIN = Date.UTC(2024, 9, 5, 8) / 1000;
const FIRST = 2000;
const MORE = 50;
const TITLE = 'Bob Example (captured view)';
/** Reading the whole chat, where the machine has much else to do. Milliseconds. */
const PATIENCE = 500_000;

let folder: string;
let server: Prosody;
let stage: Stage;
let messenger: Page;
let pictures: ReadonlyMap<string, Buffer>;

const sentFrom = (first: number, count: number): Sent[] =>
  converseHistory(USERS, BEGIN, first, count, [...pictures.keys()]);

async function archive(sent: readonly Sent[]): Promise<void> {
  for (const user of USERS) await addToArchive(server, user, archiveOf(user, sent));
}

async function drawPictures(): Promise<Map<string, Buffer>> {
  const drawn = new Map<string, Buffer>();
  await mkdir(join(server.web, 'pictures'));
  for (const side of [40, 90, 140]) {
    const bytes = pictureOf(`picture ${side}`, side);
    await writeFile(join(server.web, 'pictures', `${side}.png`), bytes);
    drawn.set(`http://${server.host}/pictures/${side}.png`, bytes);
  }
  return drawn;
}

/** The messenger's tab as it is after its start, with the newest messages of the chat. */
async function openMessenger(address: string, newest: string): Promise<void> {
  messenger = await stage.session.browser.newPage();
  await messenger.goto(address);
  await messenger.waitForSelector(`[data-msgid="${newest}"] .chat-msg__text`, { timeout: PATIENCE });
}

/** By the toolbar button and the popup, which is closed while the chat is read. @returns what the app says in the end */
async function capture(): Promise<string> {
  const popup = await openPopup(stage.session, messenger);
  await walk.click(popup, '#capture-chat');
  await popup.waitForSelector('[data-capture]');
  await popup.close();
  await until(
    'the capture to end',
    async () => (await appState(stage.page)).captures.every(({ status }) => status === 'saved' || status === 'failed'),
    { timeout: PATIENCE },
  );
  await stage.page.bringToFront();
  const card = await stage.page.waitForSelector('[data-capture]:is([data-status="saved"], [data-status="failed"])');
  const said = await card?.evaluate((element) => element.textContent);
  await walk.click(stage.page, '.dismiss-capture');
  await stage.page.waitForSelector('[data-capture]', { hidden: true });
  return said ?? '';
}

async function restored(): Promise<CapturedArchive> {
  return await readCapturedZip(await walk.restore(stage.page, stage.downloads, TITLE));
}

/** What was sent, as the captured view has it. */
function expected({ id, from, at, text, takenBack }: Sent): object {
  return { id, sender: addressOf(from), ms: at * 1000, text: takenBack ? '' : text };
}

function read({ messages }: CapturedArchive): object[] {
  return messages.map(({ message: { id, sender, time, text } }) => ({ id, sender, ms: time?.ms, text }));
}

describe.skipIf(lackingProsody())(`a real web messenger${lackingProsody()}`, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-converse-'));
    server = await makeProsody(join(folder, 'server'));
    await writeAccount(server, 'alice', { bob: NAMES.bob });
    await writeAccount(server, 'bob', { alice: NAMES.alice });
    pictures = await drawPictures();
    await archive(sentFrom(0, FIRST));
    const address = await writeConversePage(server, 'alice', 'bob');
    await server.start();
    stage = await openFirstStage(folder, new SoftwareAuthenticator(), server.host);
    await walk.setUp(stage.page);
    await openMessenger(address, `sent-${FIRST - 1}`);
  });

  afterAll(async () => {
    await stage?.session.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is read whole: who wrote what, and when, in its order', async () => {
    expect(await capture()).toMatch(/^Chat saved.*(?<!\d)2,000 messages.*back to where the chat begins/s);
    const sent = sentFrom(0, FIRST);
    const found = await restored();
    expect(read(found)).toEqual(sent.map(expected));
    expect(found.header).toMatchObject({
      client: 'converse',
      chat: { id: 'bob@localhost', title: NAMES.bob, kind: 'direct' },
      ended: 'top',
      continues: null,
      gap: false,
    });
    expect(found.me?.id).toBe('alice@localhost');
    expect(found.people.find(({ id }) => id === 'bob@localhost')?.name).toBe(NAMES.bob);

    const byId = new Map(found.messages.map(({ message }) => [message.id, message]));
    for (const one of sent) {
      const message = byId.get(one.id);
      expect(message?.kind).toBe(one.picture ? 'media' : one.takenBack ? 'deleted' : 'text');
      expect(message?.edited !== undefined, one.id).toBe(one.changedFrom !== undefined);
      expect(message?.reactions, one.id).toEqual(one.reaction && [{ emoji: one.reaction, count: 1 }]);
      expect(message?.replyTo !== undefined, one.id).toBe(one.answers !== undefined);
      if (!one.picture) continue;
      const [path = ''] = message?.attachments?.map((attachment) => attachment.path ?? '') ?? [];
      expect(found.media.get(path)?.equals(pictures.get(one.text) as Buffer), one.id).toBe(true);
    }
  });

  it('is read again as far as it was read before, and what is new is said', async () => {
    await messenger.close();
    await server.stop();
    const sent = sentFrom(FIRST, MORE);
    await archive(sent);
    await server.start();
    await openMessenger(`http://${server.host}/`, `sent-${FIRST + MORE - 1}`);
    expect(await capture()).toMatch(/^Chat saved.*(?<!\d)50 messages.*back to what was captured before/s);
    const found = await restored();
    expect(read(found)).toEqual(sent.map(expected));
    expect(found.header).toMatchObject({ ended: 'known', gap: false });
    expect(found.header.continues).toContain(`sent-${FIRST - 1}`);
  });

  it('is asked for nothing: all that was sent is what the page itself asks of its own server', async () => {
    await stage.session.close();
    expect(await stage.session.network?.finish()).toEqual([]);
  });
});
