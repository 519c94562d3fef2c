import { PasskeepError } from '@/utils/errors';
import { combineShares, heirsIdentity, newHeirsSecret, type Sheets, splitSecret } from '@/utils/heirs/split';
import { newRecoveryWords, normaliseWords } from '@/utils/recovery/words';
import { type KeyChangesContext, ofKind, putKey } from './key-changes';
import type { HeirsRequest, HeirsSheets } from './key-types';
import { makeKey, type NewKey } from './new-key';

/** Most people who can have a sheet, and fewest. */
const MOST_PEOPLE = 15;
const FEWEST_PEOPLE = 2;

/** Keys that have been made and shown, and count only when their user has shown that they were kept. */
export class PendingKeys {
  #words: Promise<{ readonly words: string; readonly made: NewKey }> | undefined;
  #heirs: { readonly sheets: HeirsSheets; readonly identity: string; readonly made: NewKey } | undefined;

  /** New recovery words. Until they are proved or dropped they stay the same: somebody may have written them down already. */
  async newWords({ session }: Pick<KeyChangesContext, 'session'>): Promise<string> {
    const make = async () => {
      const words = newRecoveryWords();
      return { words, made: await makeKey(session.identities, { kind: 'words', passphrase: words }, '') };
    };
    this.#words ??= make();
    this.#words.catch(() => (this.#words = undefined));
    return (await this.#words).words;
  }

  /**
   * Takes the new words in as they were typed back, in the place of those before them.
   * @throws PasskeepError WORDS_INVALID, WORDS_WRONG; LOCKED when there are no new ones.
   */
  async proveWords(context: KeyChangesContext, typed: string, signal?: AbortSignal): Promise<void> {
    const passphrase = normaliseWords(typed);
    const { made } = (await this.#words) ?? {};
    if (!made) throw new PasskeepError('LOCKED');
    await putKey(context, made, { passphrase }, ofKind(context, 'words'), signal);
    this.#words = undefined;
  }

  dropWords(): void {
    this.#words = undefined;
  }

  /** New sheets for heirs. Any that were made before and not kept are none any more. */
  async makeHeirs(
    { session }: Pick<KeyChangesContext, 'session'>,
    { people, threshold }: HeirsRequest,
    signal?: AbortSignal,
  ): Promise<HeirsSheets> {
    const count = people.length;
    const isSound = count >= FEWEST_PEOPLE && count <= MOST_PEOPLE && threshold >= 2 && threshold <= count;
    if (!isSound || !Number.isInteger(threshold)) throw new PasskeepError('UNEXPECTED');
    const secret = newHeirsSecret();
    const sheets: Sheets = await splitSecret(secret, threshold, count);
    const identity = await heirsIdentity(secret);
    secret.fill(0);
    for (const at of sheets.shares.keys()) {
      // Each sheet, with as many others as are needed, must give what opens it.
      const some = Array.from({ length: threshold }, (_, next) => sheets.shares[(at + next) % count] as string);
      if ((await heirsIdentity(await combineShares(some))) !== identity) throw new PasskeepError('UNEXPECTED');
    }
    const heirs = { set: sheets.set, threshold, people: people.map((name) => name.trim().slice(0, 100)) };
    const made = await makeKey(session.identities, { kind: 'heirs', identity, heirs }, '', signal);
    this.#heirs = { sheets, identity, made };
    return sheets;
  }

  /** Takes the new sheets in, in the place of those before them. @throws PasskeepError KEY_MISSING for another set. */
  async keepHeirs(context: KeyChangesContext, set: string, signal?: AbortSignal): Promise<void> {
    const pending = this.#heirs;
    if (pending?.sheets.set !== set) throw new PasskeepError('KEY_MISSING');
    await putKey(context, pending.made, { identity: pending.identity }, ofKind(context, 'heirs'), signal);
    this.#heirs = undefined;
  }
}
