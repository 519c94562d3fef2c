import { LOCK_COMMAND } from '@/utils/background/lock-command';
import { isolate, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';

/** Where the browser lets its user choose keys. Pages cannot link to it. */
const SHORTCUTS_PAGE = 'chrome://extensions/shortcuts';

/** Tells which keys lock at once, and where they are chosen. */
export function LockShortcut(): JSX.Element | null {
  const keys = useSignal<string | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const commands = await browser.commands.getAll();
      keys.value = commands.find(({ name }) => name === LOCK_COMMAND)?.shortcut ?? '';
    };
    void read();
    // They are chosen in another tab: looked at again on the way back.
    const onFocus = (): void => void read();
    addEventListener('focus', onFocus);
    return () => removeEventListener('focus', onFocus);
  }, [keys]);
  if (keys.value === null) return null;
  return (
    <div id="lock-shortcut">
      <p>{keys.value === '' ? t('lockShortcutNone') : t('lockShortcut', isolate(keys.value))}</p>
      <p class="soft">
        {t('lockShortcutChange')} <code dir="ltr">{SHORTCUTS_PAGE}</code>
      </p>
    </div>
  );
}
