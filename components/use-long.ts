import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** What takes no longer than this is not worth a word of how far it is. Milliseconds. */
const MOMENT = 1000;

/** Whether something has gone on for longer than a moment. */
export function useLong(goesOn: boolean): boolean {
  const isLong = useSignal(false);
  useEffect(() => {
    isLong.value = false;
    if (!goesOn) return;
    const timer = setTimeout(() => (isLong.value = true), MOMENT);
    return () => clearTimeout(timer);
  }, [goesOn, isLong]);
  return goesOn && isLong.value;
}
