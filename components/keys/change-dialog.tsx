import { ConfirmDialog } from '@/components/confirm-dialog';
import type { Failure } from '@/utils/errors';
import type { ComponentProps, JSX } from 'preact';
import { KeyFailure } from './key-failure';
import { loadKeys } from './key-list';

type Props = Omit<ComponentProps<typeof ConfirmDialog>, 'isDanger' | 'showFailure'>;

function showFailure(failure: Failure | null, again: () => void): JSX.Element {
  return <KeyFailure failure={failure} onProved={again} />;
}

/** Says what taking a key away means, and does it after a yes; asks for a key first where that is needed. */
export function ChangeDialog({ work, ...props }: Props): JSX.Element {
  const change = async (signal: AbortSignal): Promise<void> => {
    await work(signal);
    await loadKeys();
  };
  return <ConfirmDialog {...props} isDanger work={change} showFailure={showFailure} />;
}
