/** Characters that a file name may not hold on one of the usual systems, and control characters. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"/\\|?*]/g;

/** The last part of a path inside a backup, as a name to save it under. */
export function fileNameOf(path: string): string {
  return safe(path.slice(path.lastIndexOf('/') + 1));
}

/** A name for a zip of an archive. */
export function zipNameOf(title: string): string {
  return `${safe(title)}.zip`;
}

function safe(name: string): string {
  const clean = name
    .replace(FORBIDDEN, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .slice(0, 120);
  return clean === '' ? '_' : clean;
}
