import { readJson } from '../json/read-json';
import { type JsonObject, asArray, asObject, asString } from '../json/shape';
import type { ChatKind } from '../model';
import { orNothing } from '../or-nothing';
import { type ExportFile, nameOf } from '../source/export-file';
import type { Workspace } from './workspace';

/** A conversation as one of Slack's lists has it. */
export interface Conversation {
  readonly id: string;
  /** '' for direct ones. */
  readonly name: string;
  readonly kind: ChatKind;
  readonly members: readonly string[];
}

/** What a workspace says of its people and conversations. */
export interface Directory {
  /** Names as Slack shows them, by id. People who have left the workspace may be missing. */
  readonly people: ReadonlyMap<string, string>;
  readonly bots: ReadonlySet<string>;
  readonly conversations: readonly Conversation[];
}

/** Slack's own bot, which is in no list. */
const SLACKBOT = 'USLACKBOT';

/** Reads who and what is in a workspace; a list that cannot be read is as good as none. @throws an abort */
export async function readDirectory(
  { users, indexes }: Workspace,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): Promise<Directory> {
  const people = new Map([[SLACKBOT, 'Slackbot']]);
  const bots = new Set([SLACKBOT]);
  const conversations: Conversation[] = [];
  const addUser = (user: JsonObject): void => {
    const id = asString(user['id']);
    if (!id) return;
    people.set(id, nameOfUser(user) || id);
    if (user['is_bot'] === true) bots.add(id);
  };
  if (users) await orNothing(eachObject(users, addUser, onBytes, signal), undefined, signal);
  for (const file of indexes) {
    const add = (entry: JsonObject): void => {
      const conversation = conversationOf(entry, nameOf(file.path), bots);
      if (conversation) conversations.push(conversation);
    };
    await orNothing(eachObject(file, add, onBytes, signal), undefined, signal);
  }
  return { people, bots, conversations };
}

async function eachObject(
  file: ExportFile,
  take: (object: JsonObject) => void,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): Promise<void> {
  for await (const batch of readJson(file, { choose: () => 'each', onBytes }, signal))
    for (const item of batch) {
      const object = 'value' in item ? asObject(item.value) : null;
      if (object) take(object);
    }
}

/** The name that Slack shows: the display name, where somebody has chosen one. Also of a message's `user_profile`. */
export function nameOfUser(user: JsonObject): string {
  const profile = asObject(user['profile']) ?? user;
  const names = [profile['display_name'], profile['real_name'], user['real_name'], user['name']];
  return names.map(asString).find((name) => name) ?? '';
}

function conversationOf(entry: JsonObject, list: string, bots: ReadonlySet<string>): Conversation | null {
  const id = asString(entry['id']);
  if (!id) return null;
  const members = asArray(entry['members']).flatMap((member) => asString(member) ?? []);
  const name = asString(entry['name']) ?? '';
  if (list === 'dms.json') return { id, name: '', kind: directKind(members, bots), members };
  return { id, name, kind: list === 'mpims.json' ? 'group' : 'channel', members };
}

function directKind(members: readonly string[], bots: ReadonlySet<string>): ChatKind {
  if (new Set(members).size === 1) return 'self';
  return members.some((member) => bots.has(member)) ? 'bot' : 'direct';
}
