import * as fc from 'fast-check';
import { awkwardText } from '../lib/awkward-text';
import type { DiscordChannel, DiscordMessage } from '../writers/discord';

/** Ids that JSON.parse makes the same number of. */
const id = fc.bigInt({ min: 897_870_239_797_215_200n, max: 897_870_239_797_215_299n }).map(String);

/** Some channels with ids of their own. @param halves of surrogate pairs */
export function channels({ halves = true } = {}): fc.Arbitrary<readonly DiscordChannel[]> {
  const text = awkwardText({ halves });
  const person = fc.constantFrom({ id: '11', name: 'Ann' }, { id: '12', name: 'Bob: "B"' }, { id: '13', name: '👩‍👩‍👧' });
  const ms = fc.integer({ min: 1_420_070_400_000, max: 4e12 });
  const message: fc.Arbitrary<DiscordMessage> = fc.record({
    id,
    ms,
    text,
    author: person,
    type: fc.constantFrom('Default', 'Default', 'Reply', 'Call', 'ChannelPinnedMessage', 'GuildMemberJoin', '20', '46'),
    editedAt: fc.option(ms),
    files: fc.subarray(['here.png', 'here ñ.ogg', 'there.pdf', 'there']),
    sticker: fc.option(fc.constant('Laugh')),
    answers: fc.option(id),
    forwarded: fc.option(fc.record({ ms, text })),
    reactions: fc.uniqueArray(
      fc.record({ emoji: fc.constantFrom('👍', 'paul', '__proto__'), by: fc.subarray(['11', '12'], { minLength: 1 }) }),
      { maxLength: 2, selector: ({ emoji }) => emoji },
    ),
  });
  const channel = fc.record({
    id,
    type: fc.constantFrom('DirectTextChat', 'DirectGroupTextChat', 'GuildTextChat'),
    name: text,
    messages: fc.array(message, { maxLength: 7 }),
  });
  return fc.uniqueArray(channel, { minLength: 1, maxLength: 3, selector: (each) => each.id });
}
