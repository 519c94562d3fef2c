import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveEngineImports } from './lib/engine-imports.ts';
import { say } from './lib/say.ts';

/**
 * `node scripts/run.mjs make-vectors v2` writes a new set of the format's vectors with the engine as it is now:
 * tests/vectors/vault-v2, vault-v2.json and format-v2.json. A set is never written over: later versions must read it as
 * it was.
 */
const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'tests', 'vectors');

resolveEngineImports();
const { makeVault } = await import('./lib/vector-vault.ts');
const { makeSteps } = await import('./lib/vector-steps.ts');

const version = process.argv[2] ?? '';
if (!/^v\d+(-\w+)?$/.test(version)) {
  say('Which version? For example: node scripts/run.mjs make-vectors v2');
  process.exitCode = 1;
} else {
  const vault = join(FOLDER, `vault-${version}`);
  const { files, description } = await makeVault();
  const steps = await makeSteps();
  await mkdir(FOLDER, { recursive: true });
  // Fails where the version is there.
  await mkdir(vault);
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(vault, path)), { recursive: true });
    await writeFile(join(vault, path), bytes, { flag: 'wx' });
  }
  await writeJson(`vault-${version}.json`, description);
  await writeJson(`format-${version}.json`, steps);
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  say(`${vault}: ${files.size} files, ${bytes} bytes`);
}

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(join(FOLDER, name), `${JSON.stringify(value, null, 2)}\n`, { flag: 'wx' });
}
