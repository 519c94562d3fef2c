import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One of Project Wycheproof's tests of ChaCha20-Poly1305. Byte strings are hexadecimal. */
export interface WycheproofTest {
  readonly tcId: number;
  /** Whether `ct` ‖ `tag` is what `msg` encrypts to, and opens. */
  readonly result: 'valid' | 'invalid';
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly comment: string;
}

/** tests/vectors/wycheproof-chacha20-poly1305.json */
export async function wycheproofTests(): Promise<WycheproofTest[]> {
  const path = join(import.meta.dirname, '..', '..', 'vectors', 'wycheproof-chacha20-poly1305.json');
  const { columns, tests } = JSON.parse(await readFile(path, 'utf8')) as {
    readonly columns: readonly string[];
    readonly tests: readonly (readonly unknown[])[];
  };
  return tests.map(
    (row) => Object.fromEntries(row.map((value, at) => [columns[at], value])) as unknown as WycheproofTest,
  );
}
