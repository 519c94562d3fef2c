import { resolveEngineImports } from './lib/engine-imports.ts';

/**
 * `npm run check -- VAULT` checks a vault in a folder, with `--repair` it repairs it; see lib/check/arguments.ts. Exit codes:
 * 0, all is well; 1, something is wrong; 2, asked wrongly; 130, stopped.
 */
// Node calls ChaCha20-Poly1305 experimental, on standard error, where only what the user needs is said.
process.removeAllListeners('warning');
resolveEngineImports();
const { run } = await import('./lib/check/run.ts');

const stop = new AbortController();
// Again and again, as it may come: npm and the terminal each send it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
// Where the reader of the findings goes away (`| head`), there is nothing left to say to it.
process.stdout.on('error', () => process.exit(1));
process.exitCode = await run(process.argv.slice(2), stop.signal);
