import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Name } from './name';

let firstOfPage = true;

interface Props {
  readonly text: string;
  /** What the tab is called where that is not the text: the browser keeps the names of tabs in its history. */
  readonly tab?: string;
}

/** The heading of a view. Names the tab, and takes the focus when the view is not the page's first. */
export function Heading({ text, tab = text }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('tabTitle', tab);
    if (!firstOfPage) heading.current?.focus();
    firstOfPage = false;
  }, [text, tab]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      <Name text={text} />
    </h1>
  );
}
