/*
 * How much one tab may ask of the background. What runs in a meeting page may be somebody else's
 * code one day; it then gets as far as a fast host would, and no farther. Counted by tab, because a
 * page can make as many frames as it likes; and by what a message costs, because one can be about two
 * thousand people.
 */

/** So many at once, and so many more each second: messages, bytes, or people. */
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

const MEGABYTE = 1_000_000;

/**
 * Bytes of all messages of a tab together, by {@link sizeOf}. Two thousand people have half a megabyte;
 * the list of who left, reported once a second, has a third of that.
 */
export const BYTES: Allowance = { most: 12 * MEGABYTE, perSecond: MEGABYTE / 2 };

/** People in what a tab is answered. Two thousand, asked about four times a second, are less. */
export const ANSWERED: Allowance = { most: 40_000, perSecond: 10_000 };

/** Messages that write or look up a lot, or put something in front of the person. */
const COSTLY: Readonly<Record<string, Allowance>> = {
  'panel.ask': { most: 20, perSecond: 1 / 3 },
  'panel.show-request': { most: 10, perSecond: 1 / 3 },
  'panel.place': { most: 20, perSecond: 1 },
  'panel.order': { most: 20, perSecond: 1 },
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

/** What each value of a message is counted as besides its text, in bytes. */
const VALUE_BYTES = 8;

/**
 * How large a message is, in bytes: two for each UTF-16 code unit of its texts and of the names of its
 * fields, and eight for each value. Not counted on beyond `most`, so that this too costs no more.
 */
export function sizeOf(message: unknown, most: number): number {
  const open: unknown[] = [message];
  let size = 0;
  while (open.length > 0 && size <= most) {
    const value = open.pop();
    size += VALUE_BYTES;
    if (typeof value === 'string') size += 2 * value.length;
    else if (ArrayBuffer.isView(value)) size += value.byteLength;
    else if (Array.isArray(value)) {
      if (size + VALUE_BYTES * value.length > most) return most + 1;
      for (const one of value) open.push(one);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        size += 2 * name.length;
        open.push(one);
      }
    }
  }
  return size;
}

/** A bucket as it has filled meanwhile. Under a clock that was set back it does not fill. */
function fill(bucket: Bucket | undefined, { most, perSecond }: Allowance, now: number) {
  const passed = bucket ? Math.max(0, now - bucket.at) : 0;
  return { left: Math.min(most, (bucket?.left ?? most) + (passed / 1000) * perSecond), at: now };
}

/**
 * Takes from a bucket, all that is asked for or nothing.
 *
 * @param bucket as it was left; undefined for a full one
 * @param amount in what the allowance counts
 */
export function take(
  bucket: Bucket | undefined,
  allowance: Allowance,
  now: number,
  amount = 1,
): { readonly ok: boolean; readonly bucket: Bucket } {
  const full = fill(bucket, allowance, now);
  return full.left >= amount
    ? { ok: true, bucket: { ...full, left: full.left - amount } }
    : { ok: false, bucket: full };
}

/** Decides which messages of which tab are listened to. */
export interface Gate {
  admits(tabId: number, message: unknown): boolean;
  /**
   * Notes how many people an answer had. They have to be read before they can be counted, so this is
   * paid afterwards, and a tab in debt is not listened to.
   */
  answered(tabId: number, reply: unknown): void;
  forget(tabId: number): void;
}

/** In memory only: a worker is stopped after half a minute of quiet, which fills most of it anyway. */
export function createGate(now: () => number): Gate {
  const tabs = new Map<number, Map<string, Bucket>>();

  function bucketsOf(tabId: number): Map<string, Bucket> {
    const buckets = tabs.get(tabId) ?? new Map<string, Bucket>();
    tabs.set(tabId, buckets);
    return buckets;
  }

  return {
    admits(tabId, message) {
      const buckets = bucketsOf(tabId);
      const spend = (name: string, allowance: Allowance, amount = 1) => {
        const { ok, bucket } = take(buckets.get(name), allowance, now(), amount);
        buckets.set(name, bucket);
        return ok;
      };
      const type = typeOf(message);
      const costly = costlyAllowance(type);
      return (
        spend('', ALL_MESSAGES) &&
        fill(buckets.get('answered'), ANSWERED, now()).left >= 0 &&
        (costly === null || spend(String(type), costly)) &&
        spend('bytes', BYTES, sizeOf(message, BYTES.most))
      );
    },
    answered(tabId, reply) {
      const people = listIn(reply, 'value', 'actions').length;
      const buckets = bucketsOf(tabId);
      const { left, at } = fill(buckets.get('answered'), ANSWERED, now());
      buckets.set('answered', { left: left - people, at });
    },
    forget: (tabId) => void tabs.delete(tabId),
  };
}

/** The list that stands behind these names in a value of whatever form; none is an empty one. */
export function listIn(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = names.reduce(fieldOf, value);
  return Array.isArray(found) ? found : [];
}

export function typeOf(message: unknown): unknown {
  return fieldOf(message, 'type');
}

function fieldOf(value: unknown, name: string): unknown {
  const isIn = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isIn ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
