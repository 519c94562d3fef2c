import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Count, FAILED, NOTHING, add, summary } from './count.ts';
import { say, since } from './say.ts';
import { runTool } from './tool.ts';

/** The parts that we read of Vitest's JSON report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Runs a Vitest project and counts its tests. A file that fails outside its tests, a crash of Vitest and a run without any
 * test count as failed.
 * @param project name of the project in vitest.config.ts, or what several begin with
 * @param filters parts of the names of the test files to run; none runs all
 * @param shown which lines of Vitest's list of tests are printed as they come
 */
export async function runTests(project: string, filters: readonly string[], shown: RegExp): Promise<Count> {
  const start = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-test-'));
  try {
    const file = join(folder, 'report.json');
    const command = ['vitest', 'run', `--project=${project}*`, '--reporter=verbose', '--reporter=json'];
    const { code, output } = await runTool([...command, `--outputFile.json=${file}`, ...filters], (line) => {
      if (shown.test(line)) say(`  ${line.trim()}`);
    });
    const report = await readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as Report,
      () => null,
    );
    let count = report ? countTests(report) : FAILED;
    if (count.failed === 0 && (code !== 0 || count.passed === 0)) count = add(count, FAILED);
    const failures = output.replaceAll(/^ *✓.*\n/gm, '');
    say(count.failed ? `${project}: failed\n${failures}\n` : `${project}: ok, ${summary(count)} (${since(start)})`);
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function countTests(report: Report): Count {
  let sum = NOTHING;
  for (const file of report.testResults) {
    const having = (...wanted: string[]) => file.assertionResults.filter((test) => wanted.includes(test.status)).length;
    const failed = having('failed');
    const passed = having('passed');
    sum = add(sum, { passed, failed, skipped: file.assertionResults.length - passed - failed });
    if (file.status === 'failed' && failed === 0) sum = add(sum, FAILED);
  }
  return sum;
}
