import { Facts } from '@/components/facts';
import { bytes, moment } from '@/components/figures';
import { Name } from '@/components/name';
import type { Archive } from '@/utils/vault/types';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';

/** Archives that are named, newest first, so that the user knows them again. */
const NAMED = 3;

/** How many archives there are, and the newest of them. */
export function ArrivedArchives({ archives }: { archives: readonly Archive[] }): JSX.Element {
  if (archives.length === 0) return <p>{t('arrivedNone')}</p>;
  return (
    <section class="card stack">
      <div>
        <h2>{count('archives', archives.length)}</h2>
        <Facts
          items={[
            count(
              'files',
              archives.reduce((sum, { files }) => sum + files, 0),
            ),
            bytes(archives.reduce((sum, { bytes: size }) => sum + size, 0)),
          ]}
        />
      </div>
      <ul class="dated">
        {archives.slice(0, NAMED).map(({ id, title, createdAt }) => (
          <li key={id}>
            <Name text={title} /> <span class="soft">{moment(createdAt)}</span>
          </li>
        ))}
        {archives.length > NAMED && <li class="soft">{count('andMore', archives.length - NAMED)}</li>}
      </ul>
    </section>
  );
}
