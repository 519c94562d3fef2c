import { hrefOf } from '@/components/address';
import { moment } from '@/components/figures';
import { Name } from '@/components/name';
import type { DamagedArchive } from '@/utils/vault/check-report';
import { count } from '@/utils/words';
import type { JSX } from 'preact';

/** Archives that are shown; the others are counted. */
const MOST = 100;

interface Props {
  readonly archives: readonly DamagedArchive[];
  /** What is lacking has only not come yet. */
  readonly isLate?: boolean;
}

/** The archives that cannot be restored whole, each with the files that this concerns. */
export function ArchiveDamage({ archives, isLate = false }: Props): JSX.Element {
  return (
    <ul class="stack damage">
      {archives.slice(0, MOST).map((archive) => (
        <li key={archive.id} class="problems">
          <a href={hrefOf('archives', archive.id)}>
            <Name text={archive.title} />
          </a>{' '}
          <span class="soft">{moment(archive.createdAt)}</span>
          <Files archive={archive} summary={count(isLate ? 'filesNotHereYet' : 'filesNotWhole', archive.files)} />
        </li>
      ))}
      {archives.length > MOST && <li class="soft">{count('andMoreArchives', archives.length - MOST)}</li>}
    </ul>
  );
}

function Files({ archive: { files, paths }, summary }: { archive: DamagedArchive; summary: string }): JSX.Element {
  if (paths.length === 0) return <p class="soft">{summary}</p>;
  return (
    <details>
      <summary>{summary}</summary>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <Name text={path} />
          </li>
        ))}
        {files > paths.length && <li class="soft">{count('andMore', files - paths.length)}</li>}
      </ul>
    </details>
  );
}
