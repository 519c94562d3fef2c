import { LookAgain } from '@/components/look-again';
import type { Archive } from '@/utils/vault/types';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { inFolder, missingWords } from './missing-words';

/** What of an archive is not here, and that the rest is. */
export function MissingNotice({ archive }: { archive: Archive }): JSX.Element | null {
  const words = missingWords(archive);
  if (words === null || !archive.missing) return null;
  const here = archive.files - archive.missing.files;
  return (
    <section id="missing" class="card warn notice" data-files={archive.missing.files}>
      <h2>{words}</h2>
      <p>
        {here > 0 && `${count('restHere', here)} `}
        {t(inFolder() ? 'restComes' : 'restMissing')}
      </p>
      <LookAgain />
    </section>
  );
}
