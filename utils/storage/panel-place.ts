import * as z from 'zod';

/** Where the panel's card stands, in CSS pixels from the viewport's top left, and whether it is open. */
export const placeSchema = z.object({
  left: z.number().min(-10_000).max(100_000),
  top: z.number().min(-10_000).max(100_000),
  open: z.boolean(),
});
type StoredPlace = z.infer<typeof placeSchema>;

const ITEM = 'panel-place';
const itemSchema = z.object({ v: z.literal(1), place: placeSchema });

/** As much of `browser.storage.local` as is needed here. */
interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** Where the panel's card was left on this device. */
export interface Places {
  get(): Promise<StoredPlace | null>;
  set(place: StoredPlace): Promise<void>;
}

export function openPlaces(area: Area): Places {
  return {
    get: async () => itemSchema.safeParse((await area.get(ITEM))[ITEM]).data?.place ?? null,
    set: (place) => area.set({ [ITEM]: { v: 1, place } }),
  };
}
