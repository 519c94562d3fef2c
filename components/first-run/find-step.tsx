import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { Jobs } from '@/components/jobs/jobs';
import { SoftLine } from '@/components/soft-line';
import { canPickFolder, pickFolder } from '@/components/pick-folder';
import type { JobState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { NotThere } from './not-there';
import { type Picked, importZip, openPicked } from './open-vault';
import { way } from './way';
import { ZipButton } from './zip-button';

/** Asks where the archives are, and takes them for this browser's. */
export function FindStep(): JSX.Element {
  /** What was picked and holds nothing to open, yet. */
  const found = useSignal<Picked | null>(null);
  const action = useAction();
  const importing = appState.value?.jobs.some(isActiveImport) ?? false;
  const busy = action.busy || importing;
  const look = (directory: FileSystemDirectoryHandle): void =>
    action.run(async () => void (found.value = await openPicked(directory)));
  const pick = (): void =>
    action.run(async () => {
      const directory = await pickFolder('vault');
      found.value = null;
      found.value = await openPicked(directory);
    });
  const picked = found.value;
  return (
    <>
      <Heading text={t('findHeading')} />
      {picked ? (
        <NotThere look={picked.look} busy={busy} onLookAgain={() => look(picked.directory)} onPick={pick} />
      ) : (
        <div class="tiles">
          {canPickFolder() && (
            <section class="card stack fork">
              <h2>{t('findFolderHeading')}</h2>
              <p>{t('findFolderMeans')}</p>
              <div class="buttons">
                <button id="pick-vault" type="button" disabled={busy} onClick={pick}>
                  {t('pickFolder')}
                </button>
              </div>
            </section>
          )}
          <section class="card stack fork">
            <h2>{t('findZipHeading')}</h2>
            <p>{t('findZipMeans')}</p>
            <div class="buttons">
              <ZipButton disabled={busy} onPick={(file) => action.run(async () => await importZip(file))} />
            </div>
          </section>
        </div>
      )}
      {action.busy && <SoftLine text={t('lookingThere')} />}
      <FailureNotice failure={action.failure} />
      <Jobs />
      <div class="buttons">
        <button id="back-to-start" class="quiet" type="button" disabled={busy} onClick={() => (way.value = null)}>
          {t('back')}
        </button>
      </div>
    </>
  );
}

function isActiveImport({ kind, status }: JobState): boolean {
  return kind === 'import' && (status === 'running' || status === 'queued');
}
