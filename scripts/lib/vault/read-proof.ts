import { readFile } from 'node:fs/promises';
import { PasskeepError } from '@/utils/errors';
import { readSheets } from '@/utils/heirs/read-sheets';
import { sheetsIn } from '@/utils/heirs/share';
import type { KeyProof } from '@/utils/vault/key-types';
import { tell } from '../say.ts';
import { explain } from './failure.ts';
import { ask, canAsk, readInput } from './read-typed.ts';

/** Characters of a sheet's text, without spaces: what stands after them in a file is a remark. */
const SHEET = 55;

/**
 * What opens the vault: the heirs' sheets in the file `shares`, or what is typed, at the terminal or on standard input.
 * @throws PasskeepError FILE_UNREADABLE; SHARES_MISSING where no sheet is typed; the signal's reason.
 */
export async function readProof(shares: string | null, signal: AbortSignal): Promise<KeyProof> {
  if (shares !== null) {
    const text = await readFile(shares, 'utf8').catch((cause: unknown) => {
      throw new PasskeepError('FILE_UNREADABLE', { cause });
    });
    return { kind: 'heirs', shares: textsOf(text) };
  }
  if (!canAsk()) return proofIn(await readInput(signal));
  const typed = await ask('Recovery words or password (not shown; for sheets just press Enter): ', false, signal);
  return typed === ''
    ? { kind: 'heirs', shares: await askForSheets('', signal) }
    : await typedProof(typed ?? '', signal);
}

async function typedProof(typed: string, signal: AbortSignal): Promise<KeyProof> {
  const proof = proofIn(typed);
  return proof.kind === 'heirs' ? { kind: 'heirs', shares: await askForSheets(typed, signal) } : proof;
}

/**
 * What a text is: sheets where it begins as one; words where it is about as many words or digits as that takes, so that
 * one who mistypes words hears of words; else a password.
 */
function proofIn(text: string): KeyProof {
  if (/^\s*passkeep\s*1/i.test(text)) return { kind: 'heirs', shares: textsOf(text) };
  const [digits, words] = [text.match(/\d/g) ?? [], text.match(/\p{L}+/gu) ?? []];
  const isWords = words.length >= 10 || (words.length === 0 && digits.length >= 50);
  const typed = text.replace(/\r?\n$/, '');
  return isWords ? { kind: 'words', typed } : { kind: 'password', typed };
}

function textsOf(text: string): string[] {
  return sheetsIn(text).map((sheet) => sheet.replaceAll(' ', '').slice(0, SHEET));
}

/** Asks for one sheet after the other until there are as many as it takes, and says which of them is wrong. */
async function askForSheets(first: string, signal: AbortSignal): Promise<string[]> {
  const good: string[] = [];
  let need = 2;
  for (let typed: string | null = first; typed !== null;) {
    const texts = textsOf(typed);
    // What does not begin as a sheet is a mistyped one.
    for (const text of texts.length > 0 || typed.trim() === '' ? texts : [typed]) {
      const reading = readSheets([...good, text]).at(-1);
      if (reading && 'share' in reading) {
        good.push(text);
        need = reading.share.threshold;
      } else if (reading) tell(explain({ code: reading.fault, detail: { sheet: good.length + 1 } }));
    }
    if (good.length >= need) break;
    typed = await ask(`The text of sheet ${good.length + 1}${good.length > 0 ? ` of ${need}` : ''}: `, true, signal);
  }
  if (good.length === 0) throw new PasskeepError('SHARES_MISSING', { detail: { have: 0, need } });
  return good;
}
