import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import tools from '../../../scripts/setup/tools.json' with { type: 'json' };

/**
 * Why tests that need a group of programs (scripts/setup/tools.json) cannot run here: `''` where all are there, else words
 * to put behind the name of what is skipped. scripts/setup/tools.mjs installs them where it may.
 *
 * @example describe.skipIf(lacking('desktop'))(`the folder dialog${lacking('desktop')}`, …)
 */
export function lacking(group: keyof typeof tools): string {
  const missing = Object.entries(tools[group]).filter(([program]) => !onPath(program));
  if (missing.length === 0) return '';
  const [programs, packages] = [0, 1].map((part) => missing.map((one) => one[part]));
  return ` (needs ${programs?.join(', ')}: apt-get install ${packages?.join(' ')})`;
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
