import { beforeEach } from 'vitest';

/**
 * Makes the tests of a suite steps of one story: after the first that fails, none is tried, and each says why. Otherwise what
 * is reported last is what the first failure has led to.
 * @param describe what there is to see when a step has failed
 */
export function inSteps(describe: () => Promise<string>): void {
  let broken: string | undefined;
  beforeEach(({ task, onTestFailed }) => {
    if (broken !== undefined) throw new Error(`not tried, as an earlier step failed: ${broken}`);
    onTestFailed(async () => {
      const said = task.result?.errors?.map(({ message }) => message).join('; ') ?? '';
      broken = `${task.name}: ${said}`;
      broken += `\n${await describe().catch(String)}`;
    });
  });
}
