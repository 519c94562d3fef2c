import type { Entity } from '../model';

/** Names of people and channels, as far as known. */
export interface Names {
  /** null: not known. */
  readonly person: (id: string) => string | null;
  readonly channel: (id: string) => string | null;
}

/** What stands in angle brackets, and the three characters that Slack escapes. */
const SPECIAL = /<([^<>]{1,10000})>|&(amp|lt|gt);/g;

const ESCAPED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/**
 * Slack's mrkdwn as people see it: `<@U1>` is a name, `<https://…|label>` a label, `&amp;` an ampersand. Stars and other
 * marks of emphasis stay as they were typed. Source: docs.slack.dev, "Formatting message text".
 */
export function plainText(mrkdwn: string, names: Names): { text: string; entities: Entity[] } {
  const entities: Entity[] = [];
  let text = '';
  let end = 0;
  for (const match of mrkdwn.matchAll(SPECIAL)) {
    text += mrkdwn.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[2] !== undefined) text += ESCAPED[match[2]] ?? '';
    else {
      const { shown, ...entity } = specialOf(match[1] ?? '', names);
      entities.push({ ...entity, start: text.length, length: shown.length });
      text += shown;
    }
  }
  return { text: text + mrkdwn.slice(end), entities: entities.filter(({ length }) => length > 0) };
}

function specialOf(inside: string, names: Names): { shown: string } & Pick<Entity, 'kind' | 'value'> {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescape(inside.slice(bar + 1));
  const id = target.slice(1);
  if (target.startsWith('@')) return { kind: 'mention', value: id, shown: `@${names.person(id) ?? (label || id)}` };
  if (target.startsWith('#')) return { kind: 'other', value: id, shown: `#${label || (names.channel(id) ?? id)}` };
  // `!here`, `!subteam^S1|@group`, `!date^1392734382^{date}|18 February`
  if (target.startsWith('!')) return { kind: 'mention', value: id, shown: label || `@${id.split('^')[0]}` };
  const address = unescape(target);
  return { kind: 'link', value: address, shown: label || address };
}

function unescape(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => ESCAPED[name] ?? '');
}
