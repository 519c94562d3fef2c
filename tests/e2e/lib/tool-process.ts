import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that a test started. */
export interface ToolProcess {
  readonly child: ChildProcess;
  /** False once it has ended or could not be started. */
  readonly running: boolean;
  /** Sends the signal and waits until the program is gone; nothing happens where it is gone already. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a program that ends with the test's process, however that ends: the kernel kills it when its parent dies.
 * What it writes is shown nowhere.
 */
export function startTool(program: string, args: readonly string[], options: SpawnOptions = {}): ToolProcess {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { stdio: 'ignore', ...options });
  let gone = false;
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).then(
    () => (gone = true),
    () => (gone = true),
  );
  return {
    child,
    get running() {
      return !gone;
    },
    async end(signal = 'SIGTERM') {
      if (!gone) child.kill(signal);
      await ended;
    },
  };
}
