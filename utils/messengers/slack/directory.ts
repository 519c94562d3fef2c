import type { JsonItem } from '../json/read-json';
import { type JsonObject, asArray, asObject, asString } from '../json/shape';
import type { ChatKind, ExportEvent } from '../model';
import { readAside } from '../reading/read-aside';
import { nameOf } from '../source/export-file';
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
interface Directory {
  /** Names as Slack shows them, by id. People who have left the workspace may be missing. */
  readonly people: ReadonlyMap<string, string>;
  readonly bots: ReadonlySet<string>;
  readonly conversations: readonly Conversation[];
}

/** Slack's own bot, which is in no list. */
const SLACKBOT = 'USLACKBOT';

/** Gathers who and what is in a workspace. */
export class DirectoryReader implements Directory {
  readonly people = new Map([[SLACKBOT, 'Slackbot']]);
  readonly bots = new Set([SLACKBOT]);
  readonly conversations: Conversation[] = [];

  /** Reads all lists; people first, as conversations are by who is in them. What is broken is told. @throws an abort */
  async *read(
    { users, indexes }: Workspace,
    onBytes: ((bytes: number) => void) | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<readonly ExportEvent[]> {
    const options = { choose: () => 'each' as const, onBytes };
    if (users) yield* readAside(users, options, ({ value }) => this.#user(asObject(value)), signal);
    for (const file of indexes) {
      const take = ({ value }: JsonItem): void => this.#conversation(asObject(value), nameOf(file.path));
      yield* readAside(file, options, take, signal);
    }
  }

  #user(user: JsonObject | null): void {
    const id = asString(user?.['id']);
    if (!user || !id) return;
    this.people.set(id, nameOfUser(user) || id);
    if (user['is_bot'] === true) this.bots.add(id);
  }

  #conversation(entry: JsonObject | null, list: string): void {
    const conversation = entry && conversationOf(entry, list, this.bots);
    if (conversation) this.conversations.push(conversation);
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
