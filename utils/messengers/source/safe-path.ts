/** What names of drives look like. */
const DRIVE = /^[a-z]:$/i;

/**
 * A path of a container's directory as one that stays in the container: without a root or drive, without `.` and `..`, and
 * with U+FFFD for NUL. null where nothing is left.
 */
export function safePath(path: string): string | null {
  const parts = path.replaceAll('\0', '\ufffd').split('/');
  const kept = parts.filter(
    (part, at) => part !== '' && part !== '.' && part !== '..' && !(at === 0 && DRIVE.test(part)),
  );
  return kept.length === 0 ? null : kept.join('/');
}
