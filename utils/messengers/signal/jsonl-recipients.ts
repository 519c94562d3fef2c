import { base64, hex } from '@scure/base';
import type { Bytes } from '@/utils/bytes';
import { asArray, asId, asNumber, asObject, asString, type JsonObject } from '../json/shape';
import type { ChatKind } from '../model';

/** Whom a recipient frame describes. */
export interface Recipient {
  /**
   * The same in every export: the file's own numbers are made anew for each. An ACI as a UUID, a phone number, a name, or
   * a word of ours for what there is only one of.
   */
  readonly key: string;
  readonly name: string;
  readonly kind: ChatKind;
  /** Keys of a group's members. */
  readonly members: readonly string[];
}

/** Who made the export. */
export const SELF = 'self';

/** The people, groups and lists of an export. Signal Backup.proto: Recipient, Contact, Group, DistributionListItem. */
export class Recipients {
  readonly #byNumber = new Map<string, Recipient>();
  readonly #byKey = new Map<string, Recipient>();
  #ownName = '';

  /** An account frame. */
  account(account: JsonObject): void {
    this.#ownName = join(asString(account['givenName']), asString(account['familyName']));
  }

  /** A recipient frame. */
  async add(frame: JsonObject): Promise<void> {
    const number = asId(frame['id']);
    if (number === null) return;
    const recipient = await this.#describe(frame, number);
    this.#byNumber.set(number, recipient);
    this.#byKey.set(recipient.key, recipient);
  }

  /** By its number in this file. One that was never described has its number as key, and no name. */
  get(number: unknown): Recipient {
    const id = asId(number) ?? '';
    return this.#byNumber.get(id) ?? { key: `recipient:${id}`, name: '', kind: 'unknown', members: [] };
  }

  /** '' where nothing is known of it. */
  nameOf(key: string): string {
    return this.#byKey.get(key)?.name ?? '';
  }

  /**
   * A group's members. The export does not tell its maker's own ACI: a single member that nobody is described for is
   * whoever made it.
   */
  membersOf({ members }: Recipient): readonly string[] {
    const nameless = members.filter((key) => !this.#byKey.has(key));
    return nameless.length === 1 ? members.map((key) => (key === nameless[0] ? SELF : key)) : members;
  }

  async #describe(frame: JsonObject, number: string): Promise<Recipient> {
    const contact = asObject(frame['contact']);
    if (contact) return { ...describeContact(contact, number), kind: 'direct', members: [] };
    const group = asObject(frame['group']);
    if (group) return await describeGroup(group, number);
    const list = asObject(frame['distributionList']);
    if (list) {
      const name = asString(asObject(list['distributionList'])?.['name']) ?? '';
      return { key: uuidOf(list['distributionId']) ?? `list:${number}`, name, kind: 'group', members: [] };
    }
    if (asObject(frame['self'])) return { key: SELF, name: this.#ownName, kind: 'self', members: [] };
    if (asObject(frame['releaseNotes'])) return { key: 'release-notes', name: 'Signal', kind: 'channel', members: [] };
    const link = asObject(frame['callLink']);
    if (link) {
      const name = asString(link['name']) ?? '';
      const secret = asString(link['rootKey']);
      return { key: secret === null ? `link:${number}` : await hashOf(secret), name, kind: 'group', members: [] };
    }
    return { key: `recipient:${number}`, name: '', kind: 'unknown', members: [] };
  }
}

function describeContact(contact: JsonObject, number: string): { key: string; name: string } {
  const nickname = asObject(contact['nickname']);
  const phone = asNumber(contact['e164']);
  const username = asString(contact['username']);
  const name =
    join(asString(nickname?.['given']), asString(nickname?.['family'])) ||
    join(asString(contact['systemGivenName']), asString(contact['systemFamilyName'])) ||
    asString(contact['systemNickname']) ||
    join(asString(contact['profileGivenName']), asString(contact['profileFamilyName'])) ||
    (phone === null ? '' : `+${phone}`) ||
    username ||
    '';
  const key = uuidOf(contact['aci']) ?? uuidOf(contact['pni']) ?? (phone === null ? username || null : `+${phone}`);
  return { key: key ?? `recipient:${number}`, name };
}

async function describeGroup(group: JsonObject, number: string): Promise<Recipient> {
  const snapshot = asObject(group['snapshot']);
  const secret = asString(group['masterKey']);
  const members = asArray(snapshot?.['members']).map((member) => uuidOf(asObject(member)?.['userId']));
  return {
    key: secret === null ? `group:${number}` : await hashOf(secret),
    name: asString(asObject(snapshot?.['title'])?.['title']) ?? '',
    kind: 'group',
    members: [...new Set(members.filter((key) => key !== null))],
  };
}

/** Names a group or a link whose only lasting name opens it: the key itself never leaves the file. */
async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`passkeep signal ${secret}`));
  return hex.encode(new Uint8Array(digest).subarray(0, 16));
}

/** The bytes that base64 stands for; null for anything else. */
export function bytesOf(value: unknown): Bytes | null {
  if (typeof value !== 'string' || value === '') return null;
  try {
    return base64.decode(value) as Bytes;
  } catch {
    return null;
  }
}

/** A service id (ACI, or PNI with its prefix) as a UUID; null for anything else. */
export function uuidOf(value: unknown): string | null {
  const bytes = bytesOf(value);
  if (!bytes || (bytes.length !== 16 && bytes.length !== 17)) return null;
  return hex.encode(bytes.subarray(-16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function join(given: string | null, family: string | null): string {
  return [given, family].filter(Boolean).join(' ');
}
