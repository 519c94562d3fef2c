import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { bytes } from '@/components/figures';
import { canPickFolder } from '@/components/pick-folder';
import type { Archive, ArchiveFile } from '@/utils/vault/types';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { type Selection, downloadFiles, restoreToFolder } from './restore';

interface Props {
  readonly archive: Archive;
  readonly files: readonly ArchiveFile[];
  /** Paths; none means all files. */
  readonly selected: ReadonlySet<string>;
}

/** The ways to get the files back: all of them that are here, or the selected ones. */
export function RestoreBar({ archive, files, selected }: Props): JSX.Element | null {
  const action = useAction();
  const selection = selectionOf(archive, files, selected);
  if (selection.files === 0) return null;
  return (
    <section class="card stack">
      <p>
        {selection.paths
          ? count('restoreSelected', selection.files, bytes(selection.bytes))
          : archive.missing
            ? count('restoreRest', selection.files, bytes(selection.bytes))
            : count('restoreAll', selection.files, bytes(selection.bytes))}
        {archive.missing && ` ${t('restoreLeavesOut')}`}
      </p>
      <div class="buttons">
        {canPickFolder() && (
          <button
            id="restore-folder"
            type="button"
            disabled={action.busy}
            onClick={() => action.run((signal) => restoreToFolder(archive, selection, signal))}
          >
            {t('restoreToFolder')}
          </button>
        )}
        <button
          id="download"
          class={canPickFolder() ? 'plain-button' : ''}
          type="button"
          disabled={action.busy}
          onClick={() => action.run((signal) => downloadFiles(archive, selection, signal))}
        >
          {t((selection.paths?.length ?? archive.files) === 1 ? 'downloadFile' : 'downloadZip')}
        </button>
      </div>
      <FailureNotice failure={action.failure} />
    </section>
  );
}

function selectionOf(archive: Archive, files: readonly ArchiveFile[], selected: ReadonlySet<string>): Selection {
  const { files: missing = 0, bytes: missingBytes = 0 } = archive.missing ?? {};
  if (selected.size === 0)
    return { paths: null, files: archive.files - missing, bytes: Math.max(0, archive.bytes - missingBytes) };
  const chosen = files.filter(({ path }) => selected.has(path));
  const bytesOfAll = chosen.reduce((total, { size }) => total + size, 0);
  return { paths: chosen.map(({ path }) => path), files: chosen.length, bytes: bytesOfAll };
}
