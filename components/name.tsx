import { shownName } from '@/utils/shown-name';
import type { JSX } from 'preact';

/** A file's path or an archive's title inside other text, in its own direction. */
export function Name({ text }: { text: string }): JSX.Element {
  return <bdi>{shownName(text)}</bdi>;
}
