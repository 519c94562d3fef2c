/**
 * Where a damaged file of a vault is put aside, beside the vault's own folders: `quarantine/packs/3f/3f….age`, or for the
 * second of one name and further ones `quarantine/packs/3f/3f… (1).age`. No part of the vault; see docs/format.md.
 */
export function quarantinePath(path: string, copy = 0): string {
  return `quarantine/${copy === 0 ? path : path.replace(/(?=\.[^.]*$)/, ` (${copy})`)}`;
}
