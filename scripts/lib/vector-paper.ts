import { dammDigit } from '@/utils/recovery/damm';
import { wordsToDigits } from '@/utils/recovery/digits';
import { heirsIdentity, splitSecret } from '@/utils/heirs/split';
import { vaultId } from '@/utils/vault/keys';

/** Words whose secrets are BIP 39's own test vectors: all bits 0, all 1, and 7f7f…. */
const WORDS = [
  `${'abandon '.repeat(11)}about`,
  `${'zoo '.repeat(11)}wrong`,
  'legal winner thank year wave sausage worth useful legal winner thank yellow',
];
const SETS = [
  [2, 2],
  [2, 3],
  [3, 5],
  [15, 15],
] as const;

/** Single steps of what stands on paper: check digits, recovery words as digits, heirs' sheets, the vault id. */
export async function makePaper(identity: string): Promise<object> {
  const secret = Uint8Array.from({ length: 16 }, (_, at) => 16 + at);
  const sets = SETS.map(async ([threshold, count]) => ({
    threshold,
    ...(await splitSecret(secret, threshold, count)),
  }));
  return {
    damm: ['', '0', '572', '012048', '100001', '123456789'].map((digits) => [digits, dammDigit(digits)]),
    digits: WORDS.map((words) => ({ words, digits: wordsToDigits(words).join(' ') })),
    heirs: {
      secret: Buffer.from(secret).toString('hex'),
      identity: await heirsIdentity(secret),
      sets: await Promise.all(sets),
    },
    vaultId: await vaultId(identity),
  };
}
