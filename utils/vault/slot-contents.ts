import { PasskeepError } from '@/utils/errors';

/** What a slot holds. */
export interface SlotContents {
  /** The vault's identities, `AGE-SECRET-KEY-PQ-1…`, the current one first. At least one. */
  readonly identities: readonly string[];
  /**
   * An identity of the slot's own: what is encrypted to it reaches whoever opens this slot, without the key itself being at
   * hand. null: it has none.
   */
  readonly reach: string | null;
  /** Of which key in the record it is, 16 hexadecimal digits; null where it does not say. */
  readonly key: string | null;
}

const IDENTITY = 'AGE-SECRET-KEY-PQ-1';
const REACH = '# passkeep reach 1';
const KEY = /^# passkeep key ([0-9a-f]{16})$/m;
/** Each change of the vault's key adds one: nobody loses so many devices. */
const MOST_IDENTITIES = 64;

/** An age identity file, as in docs/format.md, "Slots". */
export function encodeContents({ identities, reach, key }: SlotContents): string {
  const lines = [
    ...identities,
    ...(reach === null ? [] : [reach, REACH]),
    ...(key === null ? [] : [`# passkeep key ${key}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What {@link encodeContents} was given. @throws PasskeepError DAMAGED without an identity, or with too many. */
export function decodeContents(text: string): SlotContents {
  const lines = text.split('\n');
  const identities = lines.filter((line) => line.startsWith(IDENTITY));
  const reach = lines.includes(REACH) ? (identities.pop() ?? null) : null;
  if (identities.length === 0 || identities.length > MOST_IDENTITIES) throw new PasskeepError('DAMAGED');
  return { identities, reach, key: KEY.exec(text)?.[1] ?? null };
}
