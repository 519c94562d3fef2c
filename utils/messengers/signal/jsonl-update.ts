import type { FoundMessage } from '../reading/chat-events';
import { asArray, asObject, asString, type JsonObject } from '../json/shape';

/** Fields of updates that hold what somebody chose: the rest is told by the kind. */
const CHOSEN = ['newGroupName', 'newDescription', 'newName', 'question'] as const;

/** A chat update (Backup.proto ChatUpdateMessage): a call, or what the messenger itself wrote. */
export function readUpdate(content: JsonObject): Pick<FoundMessage, 'kind' | 'text' | 'nativeKind'> {
  const kind = Object.keys(content)[0] ?? 'updateMessage';
  const update = asObject(content[kind]) ?? {};
  if (kind === 'individualCall' || kind === 'groupCall') {
    const state = asString(update['state']);
    return { kind: 'call', text: '', nativeKind: state === null ? kind : `${kind} ${state}` };
  }
  const parts = asArray(update['updates']).map((part) => asObject(part) ?? {});
  const names = parts.flatMap((part) => Object.keys(part));
  const details = [update, ...parts.map((part) => asObject(Object.values(part)[0]) ?? {})];
  const chosen = details.flatMap((detail) => CHOSEN.map((field) => asString(detail[field])));
  const type = asString(update['type']);
  return {
    kind: 'system',
    text: chosen.filter(Boolean).join('\n'),
    nativeKind: [kind, ...names, type].filter((word) => word !== null).join(' '),
  };
}
