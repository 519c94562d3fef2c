import { spawn, spawnSync } from 'node:child_process';

/** What is typed once something is shown. */
export interface Answer {
  readonly when: string;
  readonly type: string;
}

/**
 * A terminal of its own (Python's `pty`) in which a command runs: what is read from /dev/tty is typed, and what a program
 * takes for a person's terminal is one. Each answer is typed when its text has been shown after the one before.
 */
const DRIVER = String.raw`
import json, os, pty, select, sys, time
task = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.chdir(task["cwd"])
    os.execve(task["command"][0], task["command"], task["env"])
shown, since, answers, end = b"", 0, task["answers"], time.monotonic() + task["seconds"]
while time.monotonic() < end:
    if answers and answers[0]["when"].encode() in shown[since:]:
        since = len(shown)
        os.write(terminal, answers.pop(0)["type"].encode())
    if not select.select([terminal], [], [], 0.2)[0]:
        continue
    try:
        data = os.read(terminal, 65536)
    except OSError:
        data = b""
    if not data:
        break
    shown += data
else:
    os.kill(child, 9)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 255)
`;

/** Whether there is a Python to run the terminal. */
export const havePython = spawnSync('python3', ['--version']).status === 0;

/** Runs a command (its program by absolute path, with this environment and no other) in a terminal. */
export async function runInTerminal(
  command: readonly string[],
  answers: readonly Answer[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly seconds?: number },
): Promise<{ readonly code: number; readonly shown: string }> {
  const task = JSON.stringify({ command, answers, seconds: 150, ...options });
  return await new Promise((resolve, reject) => {
    const driver = spawn('python3', ['-c', DRIVER, task], { stdio: ['ignore', 'pipe', 'inherit'] });
    const parts: Buffer[] = [];
    driver.stdout.on('data', (part: Buffer) => parts.push(part));
    driver.on('error', reject);
    driver.on('close', (code) => resolve({ code: code ?? 1, shown: Buffer.concat(parts).toString() }));
  });
}
