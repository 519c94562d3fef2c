import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Who reads a file. */
export type Way = 'ours' | 'whatsapp-chat-parser' | 'JSON.parse';

/** What it took. */
export interface Measured {
  readonly seconds: number;
  /** Largest memory of the process. Bytes. */
  readonly peak: number;
  /** How many messages were found. */
  readonly messages: number;
}

/** Reads a file in a process of its own, so that nobody's leavings burden another. @returns null: the way is not here. */
export async function measure(way: Way, file: string, signal: AbortSignal): Promise<Measured | null> {
  const script = join(import.meta.dirname, 'read-once.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script, way, file], { signal });
  return JSON.parse(stdout) as Measured | null;
}
