import type { JSX } from 'preact';

/** Short facts in one line, separated by the stylesheet. What is null or '' is left out. */
export function Facts({ items }: { items: readonly (string | null)[] }): JSX.Element {
  return (
    <ul class="facts">
      {items.filter(Boolean).map((item, at) => (
        <li key={at}>
          <bdi>{item}</bdi>
        </li>
      ))}
    </ul>
  );
}
