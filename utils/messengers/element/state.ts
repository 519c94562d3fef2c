import { type JsonObject, asObject, asString } from '../json/shape';
import type { Participant } from '../model';

/** What a state event says, in its own words: a new name or topic, or who did what. */
export function stateText(event: JsonObject, content: JsonObject): string {
  const says = [content['name'], content['topic'], content['alias'], content['body']]
    .map(asString)
    .find((text) => text);
  const membership = asString(content['membership']);
  if (membership === null) return says ?? '';
  const reason = asString(content['reason']);
  const who = memberOf(event);
  return [who?.name || who?.id, membership, reason && `(${reason})`].filter((part) => part).join(' ');
}

/** Whom a member event is about; null for another event. */
export function memberOf(event: JsonObject): Participant | null {
  const id = event['type'] === 'm.room.member' ? asString(event['state_key']) : null;
  return id ? { id, name: asString(asObject(event['content'])?.['displayname']) ?? '' } : null;
}
