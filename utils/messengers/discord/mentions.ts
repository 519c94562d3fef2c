import { asId, asObject, asString } from '../json/shape';
import type { Entity } from '../model';

/** Mentions of one message that are looked for; Discord allows 100. */
const MOST = 100;

/** Where a text mentions people: `<@1234>` as it was written, or `@name` as the exporter formats it. */
export function mentionsIn(text: string, mentions: readonly unknown[]): readonly Entity[] {
  const found: Entity[] = [];
  for (const value of mentions.slice(0, MOST)) {
    const user = asObject(value);
    const id = asId(user?.['id']);
    if (id === null) continue;
    const names = [user?.['nickname'], user?.['name']].flatMap((name) => asString(name) || []);
    for (const written of [`<@${id}>`, `<@!${id}>`, ...names.map((name) => `@${name}`)]) {
      const start = text.indexOf(written);
      if (start < 0) continue;
      found.push({ kind: 'mention', start, length: written.length, value: id });
      break;
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}
