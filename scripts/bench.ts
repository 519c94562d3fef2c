import { isSuite, runSuites, SUITES } from './bench/suites.ts';
import { runTool } from './lib/tool.ts';

/**
 * `npm run bench` measures Passkeep beside others, in one run on one machine, and prints a table: of all suites, or of
 * those that are named (`npm run bench -- inspect`); with `--json` one object of rows. With `--peers`, run.mjs has fetched
 * what it compares with before.
 */
const args = process.argv.slice(2);
const json = args.includes('--json');
const named = args.filter((arg) => !arg.startsWith('--'));
const wrong = named.find((name) => !isSuite(name));
const stop = new AbortController();
// What a suite has written to the disk goes before it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
if (wrong === undefined) {
  const built = await runTool(['wxt', 'build']);
  if (built.code !== 0) throw new Error(built.output);
  await runSuites(named.filter(isSuite), json, stop.signal).catch((thrown: unknown) => {
    if (!stop.signal.aborted) throw thrown;
    process.exitCode = 130;
  });
} else {
  process.stderr.write(`There is no suite "${wrong}". There are: ${Object.keys(SUITES).join(', ')}.\n`);
  process.exitCode = 2;
}
