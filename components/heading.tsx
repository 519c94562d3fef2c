import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let firstOfPage = true;

/** The heading of a view. Names the tab, and takes the focus when the view is not the page's first. */
export function Heading({ text, id }: { text: string; id?: string }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('tabTitle', text);
    if (!firstOfPage) heading.current?.focus();
    firstOfPage = false;
  }, [text]);
  return (
    <h1 ref={heading} tabIndex={-1} dir="auto" {...(id !== undefined && { id })}>
      {text}
    </h1>
  );
}
