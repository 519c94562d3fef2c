import { spawnSync } from 'node:child_process';

/** age itself, where it is there ($AGE, else on the PATH) and new enough for hybrid identities: 1.3. */
export function realAge(): string | null {
  const age = process.env['AGE'] ?? 'age';
  const said = spawnSync(age, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(said) ?? []).map(Number);
  return major > 1 || (major === 1 && minor >= 3) ? age : null;
}
