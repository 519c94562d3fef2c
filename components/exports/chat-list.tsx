import { Facts } from '@/components/facts';
import { Name } from '@/components/name';
import type { ChatSummary } from '@/utils/messengers/summary/summary';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { AddedLine } from './added-line';
import { SHOWN } from './cut';
import { type Since, chatFacts, hasNew } from './export-words';

/** The chats of an export, to be opened. */
export function ChatList({ chats, since }: { chats: readonly ChatSummary[]; since: Since | null }): JSX.Element {
  return (
    <details class="chats">
      <summary>{t('chatsHeading')}</summary>
      <ul>
        {chats.slice(0, SHOWN).map((chat) => (
          <li key={chat.id}>
            <p>{chat.title === '' ? t('chatNameless') : <Name text={chat.title} />}</p>
            <Facts items={chatFacts(chat)} />
            {since && chat.added && hasNew(chat.added) && <AddedLine added={chat.added} since={since} />}
          </li>
        ))}
        {chats.length > SHOWN && <li class="soft">{count('andMore', chats.length - SHOWN)}</li>}
      </ul>
    </details>
  );
}
