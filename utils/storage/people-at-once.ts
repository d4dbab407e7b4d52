import * as z from 'zod';

/**
 * How many people of a batch may be worked on at the same time. Chromium opens six connections to one
 * host (over HTTP/1.1): more would only wait there, with their time limit running.
 */
export const AT_ONCE = { least: 1, most: 6, usual: 4 } as const;

const schema = z.object({ v: z.literal(1), people: z.int().min(AT_ONCE.least).max(AT_ONCE.most) });

const ITEM = 'people-at-once';

/** As much of `browser.storage.local` as is needed here. */
export interface AtOnceArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** The setting; the usual number where there is none or it cannot be read. */
export async function readAtOnce(area: AtOnceArea): Promise<number> {
  const stored = await area.get(ITEM).catch((): Record<string, unknown> => ({}));
  return schema.safeParse(stored[ITEM]).data?.people ?? AT_ONCE.usual;
}

/** @param people a whole number from `AT_ONCE.least` to `AT_ONCE.most` */
export async function writeAtOnce(area: AtOnceArea, people: number): Promise<void> {
  await area.set({ [ITEM]: schema.parse({ v: 1, people }) });
}
