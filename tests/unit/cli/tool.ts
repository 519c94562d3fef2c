import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** What scripts/run.mjs runs for `npm run restore`, and for the other commands. */
export const TOOL = scriptOf('restore');
export const INSPECT = scriptOf('inspect');
export const CHECK = scriptOf('check');
export const PRUNE = scriptOf('prune');

function scriptOf(command: string): string {
  return join(import.meta.dirname, '..', '..', '..', 'scripts', `${command}.ts`);
}

/** A run of the tool that has ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a tool as a process of its own, with `words` on its standard input. */
export function startTool(
  args: readonly string[],
  words: string,
  tool = TOOL,
): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, [tool, ...args], { stdio: 'pipe' });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  // A tool that does not ask for words does not read them.
  child.stdin.on('error', () => {});
  child.stdin.end(words);
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}

/** Runs a tool to its end. */
export async function runTool(args: readonly string[], words: string, tool = TOOL): Promise<Ran> {
  return await startTool(args, words, tool).ended;
}
