import type { Place, PlaceStore } from './place';

/** Remembers the place as long as the page lives. */
export function memoryPlaces(): PlaceStore {
  let place: Place | null = null;
  return {
    load: async () => place,
    async save(next) {
      place = next;
    },
  };
}
