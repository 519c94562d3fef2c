import { type Count, FAILED, PASSED } from './count.ts';
import { say, since } from './say.ts';
import { runTool } from './tool.ts';

/** Runs tools one after the other as one check, and shows the output of the first that fails. */
export async function runCheck(name: string, commands: readonly (readonly string[])[]): Promise<Count> {
  const start = performance.now();
  for (const command of commands) {
    const { code, output } = await runTool(command);
    if (code === 0) continue;
    say(`${name}: failed\n${output}\n`);
    return FAILED;
  }
  say(`${name}: ok (${since(start)})`);
  return PASSED;
}
