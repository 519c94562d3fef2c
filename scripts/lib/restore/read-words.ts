import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Nobody's twelve words are longer. Bytes. */
const LONGEST = 4096;

/** Whether there is somebody to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true;
}

/**
 * The recovery words as they were typed: at the terminal, where they are not shown, or on standard input up to its end.
 * @throws the signal's reason, also on Ctrl-C at the terminal.
 */
export async function readWords(signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  return canAsk() ? await askForWords(signal) : await readInput(signal);
}

async function askForWords(signal: AbortSignal): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  // While it reads, Ctrl-C comes as a key, not as a signal.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Asked only now that the terminal shows nothing of what is typed: somebody, or something, may answer at once.
  process.stderr.write('The twelve recovery words (they are not shown): ');
  try {
    const ended = once(terminal, 'close', { signal }).then(() => '');
    const [line] = await Promise.race([
      once(terminal, 'line', { signal }) as Promise<[string]>,
      ended.then(() => ['']),
    ]);
    return line ?? '';
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

async function readInput(signal: AbortSignal): Promise<string> {
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
