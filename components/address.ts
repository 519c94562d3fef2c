import type { View } from '@/utils/messages/protocol';
import { signal } from '@preact/signals';

/** The views in the order of the navigation. */
export const VIEWS: readonly View[] = ['archives', 'backup', 'keys', 'place', 'about'];

/** What the address shows: a view, and in `archives` the archive that is open (`#archives/<id>`). */
export interface Address {
  readonly view: View;
  readonly archive: string | null;
}

/** The view that the fragment names. */
export const address = signal<Address>(read());

addEventListener('hashchange', () => (address.value = read()));

/** The fragment of a view, for a link. */
export function hrefOf(view: View, archive?: string): string {
  return archive === undefined ? `#${view}` : `#${view}/${archive}`;
}

/** Shows a view. */
export function go(view: View, archive?: string): void {
  location.hash = hrefOf(view, archive);
}

function read(): Address {
  const [name, id] = location.hash.slice(1).split('/');
  const view = VIEWS.find((known) => known === name) ?? 'archives';
  return { view, archive: view === 'archives' && id !== undefined && /^[0-9a-f]{64}$/.test(id) ? id : null };
}
