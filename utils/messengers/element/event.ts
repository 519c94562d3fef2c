import { type JsonObject, asNumber, asObject, asString } from '../json/shape';

/** Whether a value looks like an event of Matrix. */
export function isEvent(value: unknown): boolean {
  const event = asObject(value);
  return (
    asString(event?.['type']) !== null &&
    (asString(event?.['event_id']) !== null || asNumber(event?.['origin_server_ts']) !== null)
  );
}

/** How an event relates to another: `m.relates_to` of its content. */
interface Relation {
  /** `m.replace`, `m.annotation`, `m.thread`, `m.reference`; null for a plain answer. */
  readonly type: string | null;
  /** The other event's id; for an answer, of the one that is answered. */
  readonly event: string | null;
  /** What it was reacted with. */
  readonly key: string | null;
}

/** The relation of an event's content; null for none. Matrix specification, 11.10 and 11.33. */
export function relationOf(content: JsonObject): Relation | null {
  const relation = asObject(content['m.relates_to']);
  if (!relation) return null;
  const answered = asString(asObject(relation['m.in_reply_to'])?.['event_id']);
  const type = asString(relation['rel_type']);
  // In a thread an answer to its last event is there for clients that know no threads.
  const isAnswer = answered !== null && relation['is_falling_back'] !== true && type !== 'm.replace';
  const event = isAnswer ? answered : (asString(relation['event_id']) ?? answered);
  return { type: isAnswer ? null : type, event, key: asString(relation['key']) };
}

/** The content that replaced an event's own, as the server says it beside the event; null: it was not edited. */
export function replacementOf(event: JsonObject): { content: JsonObject; at: number | null } | null {
  const relations = asObject(asObject(event['unsigned'])?.['m.relations']);
  const replacing = asObject(relations?.['m.replace']);
  const content = asObject(asObject(replacing?.['content'])?.['m.new_content']);
  return content && { content, at: asNumber(replacing?.['origin_server_ts']) };
}

/** Whether an event was taken back: the server leaves it without its content. */
export function isRedacted(event: JsonObject): boolean {
  const unsigned = asObject(event['unsigned']);
  if (unsigned && ('redacted_because' in unsigned || 'redacted_by' in unsigned)) return true;
  return Object.keys(asObject(event['content']) ?? {}).length === 0 && !('state_key' in event);
}
