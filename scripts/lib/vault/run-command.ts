import { toFailure } from '@/utils/errors';
import { tell } from '../say.ts';
import { explain, type FailureWords } from './failure.ts';

/** A command line that opens a vault. */
export interface Command<Request> {
  /** The request in the arguments, or null where they are none. `base` is what paths start from. */
  readonly parse: (args: readonly string[], base: string) => Request | null;
  readonly usage: string;
  readonly words: FailureWords;
  /** @returns the exit code. */
  readonly serve: (request: Request, signal: AbortSignal) => Promise<number>;
}

/** Does what a command line asks for. @returns the exit code: what `serve` says; 1, it failed; 2, asked wrongly; 130, stopped. */
export async function runCommand<Request>(
  { parse, usage, words, serve }: Command<Request>,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  // npm runs scripts in the project's folder, and tells where it was called.
  const request = parse(args, process.env['INIT_CWD'] ?? process.cwd());
  if (!request) {
    tell(usage);
    return 2;
  }
  try {
    return await serve(request, signal);
  } catch (thrown) {
    tell(explain(toFailure(thrown), words));
    return signal.aborted ? 130 : 1;
  }
}
