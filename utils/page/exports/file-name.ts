import { nameInAddress } from '../name-in-address';

/** What names a file that a page lets the user download, as far as it is there. */
export interface NameSources {
  /** Of the link's `download` attribute; '' and null: none. */
  readonly attribute: string | null;
  /** The header `Content-Disposition` of the answer. */
  readonly disposition?: string | null;
  /** The file itself: a `File` has a name, a Blob a type at most. */
  readonly blob: Blob;
  /** Where it was fetched from. */
  readonly address?: string;
}

/** Extensions of the types that exports have; browsers add them to names that have none. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/gzip': 'gz',
  'application/json': 'json',
  'application/x-tar': 'tar',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/xml': 'xml',
};

/**
 * The name that the browser would save it under, more or less: the answer's goes before the link's (RFC 6266; HTML,
 * "downloading hyperlinks"), then the file's own, then `download`, with the extension of its type.
 */
export function fileName({ attribute, disposition, blob, address }: NameSources): string {
  const name =
    named(disposition ?? '') ||
    attribute ||
    ('name' in blob ? String(blob.name) : '') ||
    nameInAddress(address ?? '') ||
    'download';
  const extension = EXTENSIONS[blob.type.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  return extension && !/\.\w{1,8}$/.test(name) ? `${name}.${extension}` : name;
}

/** The name in a `Content-Disposition`; `filename*` (RFC 8187) before `filename`. '': none. */
function named(disposition: string): string {
  const [, encoded] = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition) ?? [];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // Not as RFC 8187 has it; the plain one may be.
  }
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
}
