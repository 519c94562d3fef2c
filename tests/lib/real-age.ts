/** age itself, 1.3 or newer, where the set-up found it (see scripts/setup/age.mjs) and says so in $AGE. */
export function realAge(): string | null {
  return process.env['AGE'] || null;
}
