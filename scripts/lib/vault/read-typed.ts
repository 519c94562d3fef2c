import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Nobody's words are longer, and no fifteen sheets. Characters. */
const LONGEST = 4096;

/** Whether there is somebody to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true;
}

/** What is on standard input, up to its end. @throws the signal's reason. */
export async function readInput(signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  let text = '';
  process.stdin.setEncoding('utf8');
  const stop = () => process.stdin.destroy();
  signal.addEventListener('abort', stop);
  try {
    for await (const part of process.stdin) if ((text += part).length > LONGEST) break;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return text;
}

/**
 * Asks for a line at the terminal. @param isShown whether the terminal shows what is typed.
 * @returns the line; null where the terminal's input ends. @throws the signal's reason, also on Ctrl-C.
 */
export async function ask(question: string, isShown: boolean, signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isShown ? process.stderr : nowhere;
  const terminal = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  // While it reads, Ctrl-C comes as a key, not as a signal.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Asked only now that the terminal shows nothing of what is typed: somebody, or something, may answer at once.
  if (isShown) terminal.setPrompt(question);
  if (isShown) terminal.prompt();
  else process.stderr.write(question);
  try {
    const line = once(terminal, 'line', { signal }) as Promise<[string]>;
    const ended = once(terminal, 'close', { signal }).then(() => [null]);
    const [typed] = await Promise.race([line, ended]);
    return typed;
  } finally {
    terminal.close();
    if (!isShown) process.stderr.write('\n');
  }
}
