import { FailureNotice } from '@/components/failure-notice';
import type { Failure } from '@/utils/errors';
import type { JSX } from 'preact';
import { ProveCard } from './prove-card';

interface Props {
  readonly failure: Failure | null;
  /** The user has shown a key: the work that was refused can be done now. */
  onProved(): void;
}

/** Why a change of the keys failed. Where a key has to be shown first, it can be shown here. */
export function KeyFailure({ failure, onProved }: Props): JSX.Element | null {
  if (failure?.code === 'PROOF_TOO_OLD') return <ProveCard onProved={onProved} />;
  return <FailureNotice failure={failure} />;
}
