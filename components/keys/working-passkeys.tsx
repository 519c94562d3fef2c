import { t } from '@/utils/words';
import type { JSX } from 'preact';

const WORKING = [
  ['worksAppleTerm', 'worksApple'],
  ['worksGoogleTerm', 'worksGoogle'],
  ['worksWindowsTerm', 'worksWindows'],
  ['worksSecurityKeyTerm', 'worksSecurityKey'],
  ['worksManagerTerm', 'worksManager'],
] as const;

/** The passkeys that can make a key. */
export function WorkingPasskeys(): JSX.Element {
  return (
    <dl class="consent">
      {WORKING.map(([term, text]) => (
        <div key={term}>
          <dt>{t(term)}</dt>
          <dd>{t(text)}</dd>
        </div>
      ))}
    </dl>
  );
}
