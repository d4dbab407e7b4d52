import { ask } from '~/utils/messages/client';
import type { Place, PlaceStore } from './place';

/** The place as the background keeps it; the page's own storage would show that Gavel is here. */
export function devicePlaces(): PlaceStore {
  return {
    async load(): Promise<Place | null> {
      const answer = await ask('panel.place', { place: null }).catch(() => null);
      return answer?.place ?? null;
    },
    async save(place) {
      await ask('panel.place', { place }).catch(() => null);
    },
  };
}
