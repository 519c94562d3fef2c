import { runCheck } from './lib/check.ts';
import { FAILED, NOTHING, add, summary } from './lib/count.ts';
import { say } from './lib/say.ts';
import { runTests } from './lib/tests.ts';

/**
 * `npm test` runs every stage; `npm test -- unit` or `npm test -- e2e smoke` those that are named, with what is left as a
 * filter of test files. The last line is the sum of all.
 */
const CHECKS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // The types come first: what they need others need too.
  types: [
    ['wxt', 'prepare'],
    ['tsc', '--noEmit'],
  ],
  lint: [['oxlint', '--format=unix', '--deny-warnings', '--report-unused-disable-directives-severity=error']],
  deadcode: [['knip', '--no-progress']],
};
/** Takes longer than the others together, and runs beside them. */
const FORMAT = [['prettier', '--check', '--log-level=warn', '.']];
const BUILD = [['wxt', 'build']];
const STAGES = [...Object.keys(CHECKS), 'format', 'unit', 'build', 'e2e'];
/** Lines of Vitest's list: skipped tests always, every test where each takes long. */
const SKIPPED = /^\s*↓/;
const EVERY = /^\s*[↓✓×]/;

const args = process.argv.slice(2);
const named = args.filter((arg) => STAGES.includes(arg));
const filters = args.filter((arg) => !STAGES.includes(arg));
const wanted = (stage: string) => named.length === 0 || named.includes(stage);

let total = NOTHING;
const format = wanted('format') ? runCheck('format', FORMAT) : NOTHING;
for (const [name, commands] of Object.entries(CHECKS)) {
  if (wanted(name)) total = add(total, await runCheck(name, commands));
}
total = add(total, await format);
if (wanted('unit')) total = add(total, await runTests('unit', filters, SKIPPED));
if (wanted('build') || wanted('e2e')) {
  const build = await runCheck('build', BUILD);
  total = add(total, build);
  if (wanted('e2e') && build.failed) {
    say('e2e: failed, there is nothing built to test');
    total = add(total, FAILED);
  } else if (wanted('e2e')) {
    total = add(total, await runTests('e2e', filters, EVERY));
  }
}
say(summary(total));
process.exitCode = total.failed ? 1 : 0;
