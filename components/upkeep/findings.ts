import { appState } from '@/components/app-state';
import { settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { UpkeepFindings } from '@/utils/messages/upkeep';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * What was found since the vault was opened, with names; null while the vault is locked, or it is not known. Asked for
 * anew when the last note, `at`, is another one.
 */
export function useFindings(at: number): UpkeepFindings | null {
  const findings = useSignal<UpkeepFindings | null>(null);
  const isOpen = appState.value?.vault === 'unlocked';
  useEffect(() => {
    let isWanted = true;
    findings.value = null;
    // Where it cannot be had, the numbers say what they say.
    const load = async (): Promise<void> => {
      const result = await settle(async () => unwrap(await ask('listFindings')));
      if (isWanted && result.ok) findings.value = result.value;
    };
    if (isOpen) void load();
    return () => void (isWanted = false);
  }, [isOpen, at, findings]);
  return findings.value;
}
