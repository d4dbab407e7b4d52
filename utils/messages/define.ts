import type * as z from 'zod';

/** Who may send a message: Gavel's content script in a meeting page, or one of Gavel's own pages. */
export type SenderRole = 'panel' | 'page';

export interface MessageDefinition<F extends SenderRole, Q extends z.ZodType, R extends z.ZodType> {
  readonly from: F;
  readonly request: Q;
  readonly response: R;
}

interface Schemas<Q, R> {
  readonly request: Q;
  readonly response: R;
}

/**
 * One row of the message table. Its schemas are made when the first such message comes: a worker that
 * is woken by one has not to make those of all others first.
 */
export function define<F extends SenderRole, Q extends z.ZodType, R extends z.ZodType>(
  from: F,
  make: () => Schemas<Q, R>,
): MessageDefinition<F, Q, R> {
  const schemas = lazily(make);
  return {
    from,
    get request() {
      return schemas().request;
    },
    get response() {
      return schemas().response;
    },
  };
}

/** Makes something when it is first asked for, and once. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
