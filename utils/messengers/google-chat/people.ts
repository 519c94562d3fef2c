import type { JsonItem } from '../json/read-json';
import { asObject, asString } from '../json/shape';
import type { ChatKind, Participant } from '../model';

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

/** What is read of `group_info.json`: `{name?, members: [{name, email, user_type}]}`. */
export function chooseInGroup([key]: readonly unknown[]): 'enter' | 'each' | 'take' | 'skip' {
  if (key === undefined) return 'enter';
  return key === 'members' ? 'each' : key === 'name' ? 'take' : 'skip';
}

/** Gathers what `group_info.json` says. */
export class GroupReader implements GroupInfo {
  name = '';
  readonly members: Person[] = [];

  take({ path, value }: JsonItem): void {
    const person = path[0] === 'members' ? personOf(value) : null;
    if (person) this.members.push(person);
    if (path[0] === 'name') this.name = asString(value) ?? '';
  }
}

/** What is read of `user_info.json`: who asked for the Takeout. */
export function chooseInUser([key]: readonly unknown[]): 'enter' | 'take' | 'skip' {
  return key === undefined ? 'enter' : key === 'user' ? 'take' : 'skip';
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
