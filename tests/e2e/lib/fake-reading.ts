import { expect } from 'vitest';
import { captureTold, type Telling, type Told } from './capture-told.ts';
import type { FakeBrowser, FakeSite } from './fake-messenger.ts';

/** Opens a fake page and captures its chat, which asks nothing of the network. */
export async function captureFake(browser: FakeBrowser, site: FakeSite, telling: Telling): Promise<Told> {
  const { page, refused } = await browser.open(site);
  const told = await captureTold(page, telling);
  expect(refused.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  await page.close();
  return told;
}

/** Each message as a person would compare it: its id, who, when, the text, what it answers, and kinds of its files. */
export function seenIn({ messages, people }: Told): unknown[] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return messages.map(({ message }) => {
    const { id, sender, time, text, replyTo, attachments } = message;
    const by = sender === null ? null : [sender, names.get(sender)];
    return [id, by, time?.ms ?? null, text, replyTo?.text ?? null, attachments?.map(({ kind }) => kind).join() ?? ''];
  });
}
