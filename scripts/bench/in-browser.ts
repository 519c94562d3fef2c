import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveEngineImports } from '../lib/engine-imports.ts';
import type { BenchExtension } from './browser/extension.ts';
import type { Row } from './rows.ts';

type Part = (
  extension: BenchExtension,
  folder: string,
  tell: (line: string) => void,
  signal: AbortSignal,
) => Promise<readonly Row[]>;

/** A suite of what a new browser with the production build does, and of a folder for what it is given. */
export function inBrowser(part: () => Promise<Part>) {
  return async (tell: (line: string) => void, signal: AbortSignal): Promise<readonly Row[]> => {
    resolveEngineImports();
    const { startExtension } = await import('./browser/extension.ts');
    const folder = await mkdtemp(join(tmpdir(), 'passkeep-bench-'));
    try {
      const extension = await startExtension(join(folder, 'profile'));
      try {
        return await (
          await part()
        )(extension, folder, tell, signal);
      } finally {
        await extension.end();
      }
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}
