import { resolveEngineImports } from './lib/engine-imports.ts';

/**
 * `npm run -s inspect -- PATH…` tells in a JSON line what each messenger's export at the paths has in it, with `--messages`
 * each message; see lib/inspect/arguments.ts. Exit codes: 0, also for what is no known export; 2, asked wrongly or a path
 * that is not there; 130, stopped.
 */
process.removeAllListeners('warning'); // Node calls files as Blobs experimental.
resolveEngineImports();
const { run } = await import('./lib/inspect/run.ts');

const stop = new AbortController();
// Again and again, as it may come: npm and the terminal each send it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
// Where the reader goes away (`| head`), there is nothing left to say to it.
process.stdout.on('error', () => process.exit(1));
process.exitCode = await run(process.argv.slice(2), stop.signal);
