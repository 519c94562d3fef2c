import { bytes } from '@/components/figures';
import { LookAgain } from '@/components/look-again';
import { Name } from '@/components/name';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { archives } from './archive-data';
import { lost } from './lost-data';
import { inFolder } from './missing-words';

/** Damaged files that are named; more are only counted. */
const NAMED = 100;

/** What has not come into the folder, or cannot be read there. Nothing where all is well. */
export function ArrivalNotice(): JSX.Element | null {
  const { unseen = 0, damaged = [], tooNew = 0 } = lost.value ?? {};
  const missing = missingInAll();
  if (!inFolder() || (unseen === 0 && damaged.length === 0 && tooNew === 0 && missing === null)) return null;
  return (
    <section id="arrival" class="card warn notice" aria-labelledby="arrival-heading">
      <h2 id="arrival-heading">{t('arrivalHeading')}</h2>
      <ul class="said">
        {missing !== null && <li data-kind="missing">{missing}</li>}
        {unseen > 0 && <li data-kind="unseen">{count('unseenArchives', unseen)}</li>}
        {damaged.length > 0 && (
          <li data-kind="damaged">
            <details>
              <summary>{count('damagedFiles', damaged.length)}</summary>
              <ul class="soft">
                {damaged.slice(0, NAMED).map((path) => (
                  <li key={path} class="path">
                    <Name text={path} />
                  </li>
                ))}
                {damaged.length > NAMED && <li>{count('andMore', damaged.length - NAMED)}</li>}
              </ul>
            </details>
          </li>
        )}
        {tooNew > 0 && <li data-kind="tooNew">{count('tooNewFiles', tooNew)}</li>}
      </ul>
      <p class="soft">{t('arrivalMeans')}</p>
      <LookAgain />
    </section>
  );
}

/** What is missing of all archives in one line; null for nothing. */
function missingInAll(): string | null {
  const partly = (archives.value ?? []).flatMap(({ missing }) => (missing && missing.files > 0 ? [missing] : []));
  if (partly.length === 0) return null;
  const files = partly.reduce((sum, missing) => sum + missing.files, 0);
  const size = partly.reduce((sum, missing) => sum + missing.bytes, 0);
  return count('partlyHere', files, bytes(size));
}
