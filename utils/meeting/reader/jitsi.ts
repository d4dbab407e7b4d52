import { MAX_ID, MAX_NAME } from '~/utils/meeting/limits';

/*
 * Looking into objects of the page without ever throwing into it: any property may be a getter that
 * throws, any method may have been renamed. What comes out is plain data or undefined.
 */

type Loose = Readonly<Record<string, unknown>> | null | undefined;

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
  // Not by `attempt`: of 500 people there is much to look at.
  try {
    for (const key of path) from = (from as Loose)?.[key];
    return from;
  } catch {
    return undefined;
  }
}

/** Calls a method of anything; undefined where there is none or it throws. */
export function call(on: unknown, method: string, ...args: unknown[]): unknown {
  try {
    return (on as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && !!value.trim();

/** A name for reading: text that is not blank, cut to 300 code units. */
export const nameOf = (value: unknown): string | null =>
  isText(value) ? value.slice(0, MAX_NAME) : null;

/** An id, whole or not at all: a cut one could be another's. */
export const idOf = (value: unknown): string | null =>
  isText(value) && value.length <= MAX_ID ? value : null;

/** Values of a Map, an array or a plain object of the page; empty for anything else. */
export const valuesOf = (list: unknown): unknown[] =>
  attempt(() => [
    ...((call(list, 'values') ?? Object.values(list as object)) as Iterable<unknown>),
  ]) ?? [];
