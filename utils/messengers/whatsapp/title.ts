import type { ChatKind } from '../model';
import { folderOf, nameOf } from '../source/export-file';
import { withoutMarks } from './fold';
import type { Survey } from './survey';

/** What a whole chat is called, and whose it is. */
export interface Identity {
  readonly id: string;
  readonly title: string;
  readonly kind: ChatKind;
  /** The name of who made the export, as far as it can be guessed. */
  readonly me: string | null;
}

/**
 * What stands around the chat's name in the names of files and zips: `WhatsApp Chat with Ann`, `WhatsApp Chat - Ann`, with
 * the words of several languages. In others the name is found by being a sender's.
 */
const FRAMES: readonly RegExp[] = [
  /WhatsApp(?:[- ][\p{L}\p{M}]{1,20})? (?:[-–—]|with|mit|con|com|avec|met|med|dengan|cu|với|z użytkownikiem|z|s uživatelem|s|с контактом|с|з) (.+)$/iu,
  /^与(.+)的 ?WhatsApp/u,
  /^(.+) ile WhatsApp /iu,
  /^(.+)님과의? WhatsApp /u,
];

/** Names in an id, where a chat has no title. */
const MOST_NAMES = 8;

/** Title, kind and id of a chat, by where it lies and what was found in it. */
export function identify(path: string, survey: Survey): Identity {
  const writers = [...survey.senders.all].filter(({ wrote }) => wrote > 0).map(({ name }) => name);
  const title = titleOf(path, survey, writers);
  const kind = kindOf(title, survey, writers);
  const names = writers.toSorted().slice(0, MOST_NAMES);
  const others = writers.filter((name) => name !== title);
  const me = kind === 'direct' && others.length === 1 ? (others[0] ?? null) : null;
  return { id: title === '' ? names.join('\n') : title, title, kind, me };
}

function titleOf(path: string, { spokesman, quoted }: Survey, writers: readonly string[]): string {
  const given = [path, folderOf(path)].map((place) => plainName(nameOf(place)));
  for (const name of given)
    for (const frame of FRAMES) {
      const title = frame.exec(name)?.[1];
      if (title !== undefined) return title.trim();
    }
  const known = [...writers, ...(quoted === null ? [] : [quoted])].toSorted((a, b) => b.length - a.length);
  const named = known.find((one) => given.some((name) => name.endsWith(` ${one}`) || name === one));
  return named ?? spokesman?.name ?? quoted ?? '';
}

/** Without the ending, and the number that a browser gives to another download. */
function plainName(name: string): string {
  return withoutMarks(name.normalize('NFC'))
    .replace(/\.(?:txt|zip)$/i, '')
    .replace(/ \(\d{1,2}\)$/, '')
    .replace(/\s/g, ' ');
}

function kindOf(title: string, { spokesman, quoted, senders }: Survey, writers: readonly string[]): ChatKind {
  if (writers.length > 2 || quoted !== null) return 'group';
  if (spokesman && spokesman.wrote === 0 && writers.length === 2) return 'group';
  return writers.includes(title) && senders.get(title) ? 'direct' : 'unknown';
}
