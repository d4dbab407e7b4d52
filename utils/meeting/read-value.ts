/**
 * Reads an untrusted value: the value as it may be used, or undefined where it is something else.
 * A parser library would be a quarter of all that is injected into the page; these few rules are
 * held against the zod schema by a test (`tests/unit/meeting/read-snapshot.test.ts`).
 */
export type Read<T> = (value: unknown) => T | undefined;

/** Text of so many UTF-16 code units. */
export function text(most: number, least = 0): Read<string> {
  return (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most ? value : undefined;
}

/** A whole number from 0 that is exact in a double. */
export const count: Read<number> = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

export const yesOrNo: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export function oneOf<const T>(...all: readonly T[]): Read<T> {
  return (value) => all.find((one) => one === value);
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value));
}

/** A list of at most so many, each of which can be read. */
export function listOf<T>(read: Read<T>, most: number): Read<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const list: T[] = [];
    for (const one of value) {
      const item = read(one);
      if (item === undefined) return undefined;
      list.push(item);
    }
    return list;
  };
}

/** A reader for each property; with `| undefined` for those that may be absent. */
type Fields<T> = { readonly [K in keyof T]-?: Read<T[K]> };

/**
 * An object. What has no reader is dropped, so that nothing rides along; what `optional` names may
 * be absent, but nothing is read as absent that is there.
 */
export function record<T extends object>(
  fields: Fields<T>,
  optional: readonly (keyof T & string)[] = [],
): Read<T> {
  const all = Object.entries(fields) as [keyof T & string, Read<T[keyof T & string]>][];
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const result: Partial<T> = {};
    for (const [name, read] of all) {
      if (!Object.hasOwn(value, name)) {
        if (optional.includes(name)) continue;
        return undefined;
      }
      const part = read((value as Record<string, unknown>)[name]) as T[typeof name] | undefined;
      if (part === undefined) return undefined;
      result[name] = part;
    }
    return result as T;
  };
}
