import { MAX_ID, MAX_NAME } from '../limits';

/*
 * Looking into objects of the page without ever throwing into it: any property may be a getter that
 * throws, any method may have been renamed. What comes out is plain data or undefined.
 */

/** Runs `look`; undefined if it throws. */
export function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** What a path of keys leads to; undefined where it ends early or a getter throws. */
export function get(from: unknown, ...path: string[]): unknown {
  try {
    let found = from;
    for (let i = 0; i < path.length; i++) {
      found = (found as Record<string, unknown> | null | undefined)?.[path[i] as string];
    }
    return found;
  } catch {
    return undefined;
  }
}

/** Calls a method of anything; undefined where there is none or it throws. */
export function call(on: unknown, method: string, ...args: unknown[]): unknown {
  return attempt(() => {
    const holder = on as Record<string, unknown> | null | undefined;
    const found = holder?.[method];
    return typeof found === 'function' ? found.apply(holder, args) : undefined;
  });
}

/** A name for reading: text that is not blank, cut to 300 code units. */
export function nameOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, MAX_NAME) : null;
}

/** An id, whole or not at all: a cut one could be another's. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_ID ? value : null;
}

/** A whole number that is at least zero, else null. */
export function countOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}

/** Values of a Map, an array or a plain object of the page; empty for anything else. */
export function valuesOf(list: unknown): unknown[] {
  const values = call(list, 'values');
  try {
    if (Array.isArray(list)) return list;
    return values ? Array.from(values as Iterable<unknown>) : Object.values(list as object);
  } catch {
    return [];
  }
}
