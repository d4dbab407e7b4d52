import type * as z from 'zod';

/** Who may send a message: Gavel's content script in a meeting page, or one of Gavel's own pages. */
export type SenderRole = 'panel' | 'page';

export interface MessageDefinition<F extends SenderRole, Q extends z.ZodType, R extends z.ZodType> {
  readonly from: F;
  readonly request: Q;
  readonly response: R;
}

/** One row of the message table. */
export function define<F extends SenderRole, Q extends z.ZodType, R extends z.ZodType>(
  from: F,
  schemas: { request: Q; response: R },
): MessageDefinition<F, Q, R> {
  return { from, ...schemas };
}
