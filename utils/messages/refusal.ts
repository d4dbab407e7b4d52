import * as z from 'zod';

/** Why a request was not staged or not confirmed. One place turns these into words. */
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
  'gone',
  'changed',
  'journal-failed',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/** The answer to a request that was refused. */
export const refusalSchema = z.object({ ok: z.literal(false), code: refusalCodeSchema });

/** The answer to a request that is to be staged: the id of what waits now, or why nothing does. */
export const stagedSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: z.uuid() }),
  refusalSchema,
]);
