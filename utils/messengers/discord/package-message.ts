import { kindByName } from '../reading/attachment-kind';
import type { FoundMessage } from '../reading/chat-events';
import { filled } from '../reading/filled';
import type { Attachment } from '../model';
import { nameOf } from '../source/export-file';
import { parseIso } from '../time/iso';

/** One message of a package, as both of its kinds of files have it. */
export interface PackageRow {
  readonly id: string;
  /** `2021-10-13 15:35:46`, which is UTC; newer ones say so. */
  readonly time: string;
  readonly text: string;
  /** Addresses, with spaces between. */
  readonly attachments: string;
}

/** @param sender the owner of the package: it has only what they wrote */
export function packageMessage({ id, time, text, attachments }: PackageRow, sender: string): FoundMessage {
  const moment = parseIso(time);
  const files = attachments.split(/\s+/).filter(Boolean).map(remoteFile);
  return {
    id,
    time: moment && { ...moment, zone: moment.zone ?? 0 },
    sender,
    kind: files.length > 0 ? 'media' : text === '' ? 'other' : 'text',
    text,
    ...filled({ attachments: files }),
  };
}

function remoteFile(url: string): Attachment {
  const name = nameOf(url.replace(/[?#].*$/s, ''));
  return { kind: kindByName(name), name, path: null, missing: 'remote', url };
}
