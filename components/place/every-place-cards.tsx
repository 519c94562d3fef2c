import { CheckCard } from '@/components/upkeep/check-card';
import { SpaceCard } from '@/components/upkeep/space-card';
import type { AppState } from '@/utils/messages/state';
import type { JSX } from 'preact';
import { ZipCard } from './zip-card';

/** What can be done with the archives wherever they are kept. */
export function EveryPlaceCards({ state }: { state: AppState }): JSX.Element {
  return (
    <>
      <ZipCard />
      <CheckCard state={state} />
      <SpaceCard />
    </>
  );
}
