import { decodeShare } from '@/utils/heirs/share';
import type { HeirsFacts, KeyProof } from './key-types';

/** What heirs' sheets that have opened a vault say of themselves: the people's names are not on them. */
export function shownHeirs(proof: KeyProof): HeirsFacts | null {
  const sheet = proof.kind === 'heirs' && proof.shares.find((text) => text.trim() !== '');
  if (!sheet) return null;
  const { set, threshold, count } = decodeShare(sheet);
  return { set, threshold, people: Array.from({ length: count }, () => '') };
}
