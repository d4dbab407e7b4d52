/*
 * How much one tab may ask of the background. What runs in a meeting page may be somebody else's
 * code one day; it then gets as far as a fast host would, and no farther. Counted by tab, because a
 * page can make as many frames as it likes.
 */

/** So many at once, and so many more each second. */
export interface Allowance {
  readonly most: number;
  readonly perSecond: number;
}

/** What is left of an allowance; `at` is in milliseconds of the caller's clock. */
export interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** All messages of a tab together. A panel reports once a second and asks anew at every change. */
export const ALL_MESSAGES: Allowance = { most: 150, perSecond: 40 };

/** Messages that write or look up a lot, or put something in front of the person. */
const COSTLY: Readonly<Record<string, Allowance>> = {
  'panel.ask': { most: 20, perSecond: 1 / 3 },
  'panel.show-request': { most: 10, perSecond: 1 / 3 },
  'panel.place': { most: 20, perSecond: 1 },
  'panel.banned-here': { most: 20, perSecond: 1 / 2 },
  'panel.bans': { most: 20, perSecond: 5 },
  'panel.came-back': { most: 100, perSecond: 5 },
  'panel.leaves': { most: 20, perSecond: 5 },
  'panel.open-options': { most: 3, perSecond: 1 / 20 },
};

/** What a message costs besides its share of {@link ALL_MESSAGES}; null for the cheap ones. */
export function costlyAllowance(type: unknown): Allowance | null {
  return typeof type === 'string' && Object.hasOwn(COSTLY, type) ? (COSTLY[type] ?? null) : null;
}

/**
 * Takes one from a bucket, which fills as time goes by. Under a clock that was set back it does not
 * fill, and goes on from there.
 *
 * @param bucket as it was left; undefined for a full one
 */
export function take(
  bucket: Bucket | undefined,
  { most, perSecond }: Allowance,
  now: number,
): { readonly ok: boolean; readonly bucket: Bucket } {
  const passed = bucket ? Math.max(0, now - bucket.at) : 0;
  const left = Math.min(most, (bucket?.left ?? most) + (passed / 1000) * perSecond);
  return left >= 1
    ? { ok: true, bucket: { left: left - 1, at: now } }
    : { ok: false, bucket: { left, at: now } };
}

/** Decides which messages of which tab are listened to. */
export interface Gate {
  admits(tabId: number, type: unknown): boolean;
  forget(tabId: number): void;
}

/** In memory only: a worker is stopped after half a minute of quiet, which fills most of it anyway. */
export function createGate(now: () => number): Gate {
  const tabs = new Map<number, Map<string, Bucket>>();

  function spend(buckets: Map<string, Bucket>, name: string, allowance: Allowance): boolean {
    const { ok, bucket } = take(buckets.get(name), allowance, now());
    buckets.set(name, bucket);
    return ok;
  }

  return {
    admits(tabId, type) {
      const buckets = tabs.get(tabId) ?? new Map<string, Bucket>();
      tabs.set(tabId, buckets);
      if (!spend(buckets, '', ALL_MESSAGES)) return false;
      const costly = costlyAllowance(type);
      return costly === null || spend(buckets, String(type), costly);
    },
    forget: (tabId) => void tabs.delete(tabId),
  };
}
