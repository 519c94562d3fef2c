import type { BenchExtension } from './browser/extension.ts';
import type { PeerTask } from './browser/peer-tasks.ts';
import { inRounds } from './rounds.ts';
import { type Row, rowOf } from './rows.ts';

/** MiB that are encrypted in a round. */
const AMOUNT = 512;

/** How fast payloads are encrypted, in one worker. */
export async function cipherRows(
  extension: BenchExtension,
  _folder: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const rate = (who: Extract<PeerTask, { kind: 'encrypt' }>['with']) => async () =>
    AMOUNT / (await extension.peer({ kind: 'encrypt', with: who, mb: AMOUNT }));
  const medians = await inRounds(
    {
      'encryption, Passkeep': rate('passkeep'),
      'encryption, age-encryption': rate('age-encryption'),
      'encryption, WebCrypto': rate('webcrypto'),
    },
    'MiB/s',
    tell,
    signal,
  );
  const ours = medians['encryption, Passkeep'];
  const about = { name: 'Encryption alone, one worker', unit: 'MiB/s', limit: 'least' } as const;
  return [
    rowOf({ ...about, peer: 'age-encryption (stream)', bar: 4 }, ours, medians['encryption, age-encryption']),
    rowOf({ ...about, peer: 'raw WebCrypto', bar: 0.8 }, ours, medians['encryption, WebCrypto']),
  ];
}
