import type { AppState } from '@/utils/messages/state';
import type { CheckExtent } from '@/utils/vault/check-report';

const DAY = 24 * 60 * 60 * 1000;

/** So much is read in seconds: a vault of this size is read whole, and there is nothing to choose. Bytes. */
const QUICK = 1_000_000_000;

/** After so long it is time to read another part. Milliseconds. */
const LONG = 90 * DAY;

/** How much a check may read, and how many bytes of data that is, about. */
export interface CheckChoice {
  readonly kind: 'quick' | 'part' | 'all';
  readonly extent: CheckExtent;
  readonly bytes: number;
}

/**
 * What can be chosen, and which of it is proposed: a quick look, or the part that was not read for the longest time where
 * some of the data has not been read for months. At `now`, milliseconds since 1970.
 */
export function checkChoices(
  { storedBytes, protectedSince, upkeep: { partsReadAt } }: AppState,
  now: number,
): { readonly choices: readonly [CheckChoice, ...CheckChoice[]]; readonly proposed: CheckChoice['kind'] } {
  const all: CheckChoice = { kind: 'all', extent: { kind: 'all' }, bytes: storedBytes };
  if (storedBytes <= QUICK) return { choices: [all], proposed: 'all' };
  const percent = Math.max(1, Math.round((100 * QUICK) / storedBytes));
  const quick: CheckChoice = {
    kind: 'quick',
    extent: { kind: 'percent', percent },
    bytes: (storedBytes * percent) / 100,
  };
  const oldest = Math.min(...partsReadAt);
  // What was written is as old as the vault is here, at most.
  const isDue = Math.max(oldest, protectedSince ?? now) < now - LONG;
  if (!isDue) return { choices: [quick, all], proposed: 'quick' };
  const of = partsReadAt.length;
  const part = { kind: 'part', part: partsReadAt.indexOf(oldest) + 1, of } as const;
  return { choices: [quick, { kind: 'part', extent: part, bytes: storedBytes / of }, all], proposed: 'part' };
}
