import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a step that takes the place of another one within a view; takes the focus. */
export function StepHeading({ text }: { text: string }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [text]);
  return (
    <h3 ref={heading} class="step-heading" tabIndex={-1}>
      {text}
    </h3>
  );
}
