import { shownName } from '@/utils/shown-name';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Name } from './name';

let firstOfPage = true;

/** The heading of a view. Names the tab, and takes the focus when the view is not the page's first. */
export function Heading({ text }: { text: string }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('tabTitle', shownName(text));
    if (!firstOfPage) heading.current?.focus();
    firstOfPage = false;
  }, [text]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      <Name text={text} />
    </h1>
  );
}
