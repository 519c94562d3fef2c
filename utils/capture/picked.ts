import type { Found, Intake } from './intake';

/**
 * The files of an `input[type=file]`: each under its own name, or, from an input for folders, under the path from the
 * picked folder on.
 * @throws {PasskeepError} TOO_MANY_FILES
 */
export function* pickedFiles(files: Iterable<File>, intake: Intake): Generator<Found> {
  const folders = new Map<string, string>();
  for (const file of files) {
    intake.count();
    yield { kind: 'file', entry: { path: pathOf(file, folders, intake), file } };
  }
}

function pathOf(file: File, folders: Map<string, string>, intake: Intake): string {
  const slash = file.webkitRelativePath.indexOf('/');
  if (slash < 0) return intake.claim(file.name);
  const folder = file.webkitRelativePath.slice(0, slash);
  let name = folders.get(folder);
  if (name === undefined) folders.set(folder, (name = intake.claim(folder)));
  return name + file.webkitRelativePath.slice(slash);
}
