import { resolveEngineImports } from './lib/engine-imports.ts';

/**
 * `npm run prune -- VAULT` deletes in a vault in a folder what no archive needs any more, with `--dry-run` it says what that
 * would be; see lib/prune/arguments.ts. Exit codes: 0, done, or nothing to do; 1, not possible now; 2, asked wrongly; 130,
 * stopped.
 */
// Node calls ChaCha20-Poly1305 experimental, on standard error, where only what the user needs is said.
process.removeAllListeners('warning');
resolveEngineImports();
const { run } = await import('./lib/prune/run.ts');

const stop = new AbortController();
// Again and again, as it may come: npm and the terminal each send it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
process.stdout.on('error', () => process.exit(1));
process.exitCode = await run(process.argv.slice(2), stop.signal);
