import { readJson } from '../json/read-json';
import { asObject, asString } from '../json/shape';
import type { ChatKind, Participant } from '../model';
import type { ExportFile } from '../source/export-file';

/** Somebody as Takeout writes them: `{name, email, user_type}`. */
export interface Person extends Participant {
  readonly isBot: boolean;
}

/** Who it is: by the e-mail address, which is an account's own; by the name where there is none. null: nobody. */
export function personOf(value: unknown): Person | null {
  const user = asObject(value);
  const name = asString(user?.['name']) ?? '';
  const id = asString(user?.['email']) || name;
  return id === '' ? null : { id, name, isBot: asString(user?.['user_type']) === 'Bot' };
}

/** What `group_info.json` says. */
export interface GroupInfo {
  /** '' for a chat without a name. */
  readonly name: string;
  readonly members: readonly Person[];
}

/**
 * Reads `{name?, members: [{name, email, user_type}]}`.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function readGroupInfo(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): Promise<GroupInfo> {
  let name = '';
  const members: Person[] = [];
  const choose = ([key]: readonly unknown[]) =>
    key === undefined ? 'enter' : key === 'members' ? 'each' : key === 'name' ? 'take' : 'skip';
  for await (const batch of readJson(file, { choose, onBytes }, signal))
    for (const item of batch) {
      if (!('value' in item)) continue;
      if (item.path[0] === 'name') name = asString(item.value) ?? '';
      else members.push(...[personOf(item.value)].filter((person) => person !== null));
    }
  return { name, members };
}

/**
 * Who asked for the Takeout: the `user` of `user_info.json`; null where it does not tell.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function readOwner(
  file: ExportFile,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): Promise<Person | null> {
  const choose = ([key]: readonly unknown[]) => (key === undefined ? 'enter' : key === 'user' ? 'take' : 'skip');
  let owner: Person | null = null;
  for await (const batch of readJson(file, { choose, onBytes }, signal))
    for (const item of batch) if ('value' in item) owner = personOf(item.value) ?? owner;
  return owner;
}

/** What a chat is by who is in it: a space has a name, a direct chat none. */
export function kindOf({ name, members }: GroupInfo): ChatKind {
  if (name !== '' || members.length > 2) return 'group';
  if (members.length < 2) return 'unknown';
  return members.some(({ isBot }) => isBot) ? 'bot' : 'direct';
}

/** The chat's name; where it has none, those of the others in it. */
export function titleOf({ name, members }: GroupInfo, owner: Person | null): string {
  const others = members.filter(({ id }) => id !== owner?.id).slice(0, 10);
  return name || others.map((other) => other.name || other.id).join(', ');
}
