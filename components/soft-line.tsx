import type { JSX } from 'preact';

/** A soft line that appears while something happens, and is read out. */
export function SoftLine({ text }: { text: string }): JSX.Element {
  return <output class="soft">{text}</output>;
}
