import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { realAge } from '../../lib/real-age.ts';

const age = realAge();

/** Whether an identity opens an age file: age itself is asked where it is there, else the age-encryption package. */
export async function opens(identity: string, file: Uint8Array): Promise<boolean> {
  return age === null ? await typageOpens(identity, file) : ageOpens(age, identity, file);
}

/** The vault's identities in the slots that a passphrase opens, the current one first. Slots of other keys are left out. */
export async function identitiesBehind(passphrase: string, slots: readonly Uint8Array[]): Promise<string[]> {
  for (const slot of slots) {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const text = await decrypter.decrypt(slot, 'text').catch(() => null);
    if (text === null) continue;
    const lines = text.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
    // The last one is the slot's own.
    return lines.slice(0, -1);
  }
  return [];
}

function ageOpens(program: string, identity: string, file: Uint8Array): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'passkeep-age-'));
  try {
    writeFileSync(join(folder, 'key'), `${identity}\n`);
    execFileSync(program, ['-d', '-i', join(folder, 'key')], { input: file, stdio: ['pipe', 'ignore', 'ignore'] });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function typageOpens(identity: string, file: Uint8Array): Promise<boolean> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return await decrypter.decrypt(file).then(
    () => true,
    () => false,
  );
}
