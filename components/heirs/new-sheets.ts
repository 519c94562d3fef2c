import type { HeirsChoice } from '@/utils/heirs/choice';
import type { HeirsSheets } from '@/utils/vault/key-types';

/** A new set of sheets, which counts after it has been kept. Its texts are in the card that made them, and nowhere else. */
export interface NewSheets extends HeirsSheets {
  readonly choice: HeirsChoice;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}
