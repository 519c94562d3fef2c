import { type Action, useAction } from '@/components/action';
import { clientName } from '@/components/captures/client-name';
import { PageReport } from '@/components/captures/page-report';
import { FailureNotice } from '@/components/failure-notice';
import type { Client } from '@/utils/page/clients';
import type { PageLook } from '@/utils/page/look';
import { shownName } from '@/utils/shown-name';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { ChatOffer } from './chat-offer';
import { openApp } from './open-app';
import { startCapture } from './start-capture';

interface Props {
  readonly tab: number;
  readonly look: PageLook;
  readonly locked: boolean;
}

/** What can be backed up of a page of the web: its chat, or what it exports. */
export function PageOffer({ tab, look, locked }: Props): JSX.Element {
  const action = useAction();
  const { client } = look;
  if (!client)
    return (
      <>
        {locked ? <UnlockButton plain /> : <ExportButton tab={tab} action={action} plain />}
        <FailureNotice failure={action.failure} />
      </>
    );
  if (look.chat === 'changed' && !look.exports) return <Changed client={client} check={look.check} />;
  return (
    <section id="page-below" class="card job" data-client={client} aria-label={clientName(client)}>
      <div>
        <p class="soft">{clientName(client)}</p>
        {look.chat === 'open' && (
          <h2 class="chat-title" dir="auto">
            {look.title === null ? t('chatUntitled') : shownName(look.title)}
          </h2>
        )}
      </div>
      {locked ? <UnlockButton /> : <Offers tab={tab} look={look} action={action} />}
      <FailureNotice failure={action.failure} />
      {look.chat === 'changed' && <Changed client={client} check={look.check} />}
    </section>
  );
}

/** A messenger that exports by itself first, since an export has more than what a page shows. */
function Offers({ tab, look, action }: { tab: number; look: PageLook; action: Action }): JSX.Element {
  return (
    <>
      {look.exports && (
        <>
          <ExportButton tab={tab} action={action} />
          <p class="soft">{t('exportsItself')}</p>
        </>
      )}
      {look.chat === 'open' && <ChatOffer tab={tab} action={action} plain={look.exports} />}
      {look.chat === 'none' && <p>{t('openChatFirst')}</p>}
    </>
  );
}

function ExportButton({ tab, action, plain }: { tab: number; action: Action; plain?: true }): JSX.Element {
  return (
    <button
      id="capture-export"
      class={plain ? 'wide plain-button' : 'wide'}
      type="button"
      disabled={action.busy}
      onClick={() => action.run(async () => await startCapture(tab, { kind: 'export' }))}
    >
      {t('captureExport')}
    </button>
  );
}

function UnlockButton({ plain }: { plain?: true }): JSX.Element {
  return (
    <button
      id="unlock-for-page"
      class={plain ? 'wide plain-button' : 'wide'}
      type="button"
      onClick={() => openApp('archives')}
    >
      {t('unlockForPage')}
    </button>
  );
}

function Changed({ client, check }: { client: Client; check: string | null }): JSX.Element {
  const detail = { client, check: check ?? '' };
  return (
    <FailureNotice failure={{ code: 'PAGE_CHANGED', detail }}>
      <PageReport detail={detail} />
    </FailureNotice>
  );
}
