import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

interface Props {
  /** The dialog of the printer has been closed, whatever was done in it. */
  onPrinted(): void;
  /** Elements with the class `paper-page` begin a page each. */
  readonly children: ComponentChildren;
}

/**
 * Pages for paper, in the place of everything else. Rendered, it opens the dialog of the printer: it is there only while
 * that is open, is never on the screen, and makes no file.
 */
export function Paper({ onPrinted, children }: Props): JSX.Element {
  useEffect(() => {
    addEventListener('afterprint', onPrinted);
    return () => removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  useEffect(() => print(), []);
  return <div class="paper">{children}</div>;
}
