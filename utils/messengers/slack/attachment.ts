import { kindByName } from '../reading/attachment-kind';
import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { Attachment } from '../model';
import type { FileTree } from '../source/file-tree';

/** Where files may lie that somebody has downloaded into the export. */
export interface Places {
  readonly tree: FileTree;
  /** The workspace's folder and the conversation's: '' or ending in `/`. */
  readonly root: string;
  readonly folder: string;
}

/** The files of a message: `files`, one `file` in exports before 2018. */
export function attachmentsOf(message: JsonObject, places: Places): readonly Attachment[] {
  const files = asArray(message['files']).map(asObject);
  const file = asObject(message['file']);
  const known = files.length === 0 && file ? [file] : files;
  return known.map((one) => attachmentOf(one ?? {}, places));
}

function attachmentOf(file: JsonObject, places: Places): Attachment {
  const name = asString(file['name']) ?? asString(file['title']) ?? '';
  const type = asString(file['mimetype']);
  const size = asNumber(file['size']);
  const url = asString(file['url_private']) ?? asString(file['url_private_download']) ?? asString(file['permalink']);
  const path = pathOf(asString(file['id']), name, places);
  const isGone = /^(?:tombstone|hidden_by_limit)$/.test(asString(file['mode']) ?? '');
  return {
    kind: kindOf(asString(file['subtype']), type, name),
    name,
    path,
    ...(path === null && { missing: isGone ? 'expired' : url ? 'remote' : 'left-out' }),
    ...(size !== null && { size }),
    ...(type && { type }),
    ...(url && { url }),
  };
}

/** As slackdump downloads them: `general/attachments/F1-name`, or as Mattermost wants them: `__uploads/F1/name`. */
function pathOf(id: string | null, name: string, { tree, root, folder }: Places): string | null {
  if (!id) return null;
  const places = [`${folder}attachments/${id}-${name}`, `${root}__uploads/${id}/${name}`];
  return places.find((place) => tree.get(place)) ?? null;
}

function kindOf(subtype: string | null, type: string | null, name: string): Attachment['kind'] {
  if (subtype === 'slack_audio') return 'voice';
  const [, main] = /^(image|video|audio)\//.exec(type ?? '') ?? [];
  return main === undefined ? kindByName(name) : (main as 'image' | 'video' | 'audio');
}
