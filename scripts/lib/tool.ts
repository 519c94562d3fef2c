import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a tool of node_modules under this Node, without showing its output.
 * @param command the tool's name and its arguments
 * @param onLine called with every line of output as it comes
 * @returns the exit code (1 where a signal ended it) and the whole output
 */
export async function runTool(
  command: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<{ code: number; output: string }> {
  const [name = '', ...args] = command;
  const child = spawn(process.execPath, [join(root, 'node_modules', '.bin', name), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine(line);
    });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  return { code, output: lines.join('\n') };
}
