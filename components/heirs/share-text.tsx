import type { JSX } from 'preact';
import { Fragment } from 'preact';

/** A share's text for paper: its groups in rows of four, so that the eye finds its place again while typing. */
export function ShareText({ share }: { share: string }): JSX.Element {
  const [start, ...groups] = share.split(' ');
  return (
    <p class="secret share-groups" dir="ltr" translate={false}>
      <span>{start}</span>
      {groups.map((group, at) => (
        <Fragment key={at}>
          {' '}
          <span>{group}</span>
        </Fragment>
      ))}
    </p>
  );
}
