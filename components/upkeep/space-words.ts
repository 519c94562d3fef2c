import { bytes, day } from '@/components/figures';
import type { SpacePlan } from '@/utils/messages/upkeep';
import type { PruneBlock } from '@/utils/vault/prune-plan';
import { count, t } from '@/utils/words';

/** What freeing space would come to, in words. */
export interface SpaceWords {
  readonly headline: string;
  readonly sentences: readonly string[];
}

/** What comes back now and what later; or why nothing can. */
export function spaceWords({ blocked, freedBytes, waiting }: SpacePlan): SpaceWords {
  if (blocked.length > 0) return { headline: t('spaceBlocked'), sentences: [...new Set(blocked.map(blockWords))] };
  const later = waiting ? [waitingWords(waiting)] : [];
  if (freedBytes > 0)
    return { headline: t('spaceComesBack', bytes(freedBytes)), sentences: [t('spaceUnneeded'), ...later] };
  if (waiting) return { headline: t('spaceNotYet'), sentences: later };
  return { headline: t('spaceNothing'), sentences: [t('spaceAllNeeded')] };
}

function waitingWords({ bytes: size, from, until }: NonNullable<SpacePlan['waiting']>): string {
  const [first, last] = [day(from), day(until)];
  return first === last ? t('spaceWaits', bytes(size), first) : t('spaceWaitsLong', bytes(size), first, last);
}

function blockWords(block: PruneBlock): string {
  if (block.kind === 'too-new') return t('spaceTooNew');
  if (block.kind === 'unseen') return count('spaceUnseen', block.names.length);
  return t('spaceDamaged');
}
