import { bytes } from '@/components/figures';
import { Name } from '@/components/name';
import type { ArchiveFile } from '@/utils/vault/types';
import type { JSX } from 'preact';

interface Props {
  readonly file: ArchiveFile;
  readonly selected: boolean;
  onSelect(path: string, on: boolean): void;
}

/** One file of an archive. */
export function FileRow({ file, selected, onSelect }: Props): JSX.Element {
  return (
    <li>
      <label class="file">
        <input
          type="checkbox"
          checked={selected}
          onChange={(event) => onSelect(file.path, event.currentTarget.checked)}
        />
        <span class="path">
          <Name text={file.path} />
        </span>
        <bdi class="soft num">{bytes(file.size)}</bdi>
      </label>
    </li>
  );
}
