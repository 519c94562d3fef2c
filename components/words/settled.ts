import { useEffect, useState } from 'preact/hooks';

/** Milliseconds without a change. */
const QUIET = 1000;

/** `text` once it has not changed for a second: what is read out must not interrupt whoever types. */
export function useSettled(text: string): string {
  const [settled, settle] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => settle(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
