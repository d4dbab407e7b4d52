import * as z from 'zod';
import { askedTargetSchema } from '~/utils/journal/action';
import { PEOPLE_LIMIT } from '~/utils/journal/request-summary';

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

/** Why there is no pending request, or why it was not confirmed. One place turns these into words. */
export const refusalCodeSchema = z.enum([
  'no-key',
  'damaged-key',
  'locked',
  'not-in-meeting',
  'other-meeting',
  'no-user-id',
  'bad-user-id',
  'no-participant-id',
  'yourself',
  'bad-token',
  'bad-time',
  'expired',
  'already-confirmed',
  'cancelled',
  'replaced',
  'gone',
  'no-record',
  'changed',
  'journal-failed',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/** What is asked for about people whom a meeting's page shows: by its panel, or in the popup's list of them. */
export const askedPeopleSchema = lazily(() =>
  z.object({
    kind: z.enum(['ban', 'remove']),
    targets: z.array(askedTargetSchema).min(1).max(PEOPLE_LIMIT),
  }),
);

/** The answer to a request that was refused. */
export const refusalSchema = z.object({ ok: z.literal(false), code: refusalCodeSchema });

/** The answer to what was asked for: the id of the request that is pending now, or why nothing does. */
export const stagedSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: z.uuid() }),
  refusalSchema,
]);
