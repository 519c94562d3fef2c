import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { isUnderWay } from '@/components/jobs/under-way';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { FolderState } from '@/utils/messages/state';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { CopyChoice } from './copy-choice';
import { withFolder } from './with-folder';

/** Whether this browser keeps a whole copy of what is in the folder, to be changed at any time. */
export function KeepsCopy({ folder }: { folder: FolderState }): JSX.Element {
  const action = useAction();
  const wanted = useSignal<boolean | null>(null);
  const underWay = action.busy || isUnderWay('sync');
  // What was wanted is shown until it is so, or cannot be so.
  useEffect(() => {
    if (!underWay) wanted.value = null;
  }, [underWay, wanted]);
  const change = (keepsCopy: boolean): void => {
    wanted.value = keepsCopy;
    action.run(
      async (signal) => void (await withFolder(async () => unwrap(await ask('setKeepsCopy', { keepsCopy })), signal)),
    );
  };
  return (
    <>
      <CopyChoice
        id="keeps-copy"
        keepsCopy={wanted.value ?? folder.keepsCopy}
        disabled={action.busy}
        onChange={change}
      />
      <FailureNotice failure={action.failure} />
    </>
  );
}
