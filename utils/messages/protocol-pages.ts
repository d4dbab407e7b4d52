import * as z from 'zod';
import { appIdSchema, phoneNumberSchema } from '~/utils/borders/schemas';
import { actionSchema, frameSchema, meetingSchema, NOTE_LIMIT } from '~/utils/journal/action';
import { BATCH_LIMIT, batchSchema } from '~/utils/journal/batch-summary';
import { define, lazily, refusalSchema, stagedSchema } from './define';

const batch = z.object({ batch: z.uuid() });
const none = z.object({});
const batchAnswer = lazily(() =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), batch: batchSchema }),
    refusalSchema.extend({ batch: batchSchema.nullable() }),
  ]),
);

/** Many people under one confirmation. */
export const batchMessages = {
  /** Lets nobody of it begin any more. A panel stops only batches of its own frame. */
  'panel.stop-batch': define('panel', () => ({ request: batch, response: none })),

  /** Everybody of a batch, also those left out of it. */
  'batch.people': define('page', () => ({
    request: batch,
    response: z.object({ batch: batchSchema.nullable(), people: z.array(actionSchema) }),
  })),
  'batch.confirm': define('page', () => ({
    request: batch.extend({
      alsoRemove: z.boolean(),
      note: z.string().max(NOTE_LIMIT),
      /** Everybody that the person saw listed: refused when the batch has changed since. */
      seen: z
        .array(
          actionSchema.pick({ id: true, kind: true }).extend({
            participantId: z.string().nullable(),
            userId: z.string().nullable(),
            name: z.string().nullable(),
          }),
        )
        .max(BATCH_LIMIT),
    }),
    response: batchAnswer(),
  })),
  'batch.cancel': define('page', () => ({ request: batch, response: batchAnswer() })),
  'batch.stop': define('page', () => ({ request: batch, response: none })),
  /** Stages a new batch of those whose ban or removal was not accepted. */
  'batch.repeat': define('page', () => ({ request: batch, response: stagedSchema })),
} as const;

/** What a host does without clicking somebody in a meeting. All of it waits for its confirmation. */
export const manualMessages = {
  'manual.stage': define('page', () => ({
    request: z.discriminatedUnion('kind', [
      /** A meeting that no tab needs to show. */
      z.object({ kind: z.literal('end-by-name'), meeting: meetingSchema }),
      /** With the meeting that the person saw: the frame may show another one by now. */
      z.object({
        kind: z.literal('call'),
        frame: frameSchema,
        meeting: meetingSchema,
        phone: phoneNumberSchema,
      }),
      /** The call that this record made. */
      z.object({ kind: z.literal('hang-up'), id: z.uuid() }),
    ]),
    response: stagedSchema,
  })),
  /** Whether a user id is the host's own in one of the AppID's open meetings; says no more than that. */
  'manual.is-own': define('page', () => ({
    request: z.object({ appId: appIdSchema, userId: z.string().max(4096) }),
    response: z.object({ own: z.boolean() }),
  })),
} as const;

const id = z.uuid();
const endAnswer = lazily(() =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), action: actionSchema }),
    refusalSchema.extend({ action: actionSchema.nullable() }),
  ]),
);

/** What the popup shows of scheduled ends. */
export const endsSchema = z.object({
  /** Those whose time has not come, oldest first. */
  scheduled: z.array(actionSchema),
  /** Those that did not end their meeting, and that the host has not been told of yet. */
  news: z.array(actionSchema),
});
export type EndsView = z.infer<typeof endsSchema>;

/** Scheduled ends of meetings. */
export const scheduledEndMessages = {
  /** When the AppID's key locks by itself, in milliseconds since 1970; null where it does not. */
  'scheduled-end.locks': define('page', () => ({
    request: z.object({ appId: appIdSchema }),
    response: z.object({ at: z.number().nullable() }),
  })),
  /** The popup has shown meeting and time, and asked. */
  'scheduled-end.set': define('page', () => ({
    request: z.object({
      id,
      frame: frameSchema,
      meeting: meetingSchema,
      /** In milliseconds since 1970. */
      dueAt: z.number(),
      note: z.string().max(NOTE_LIMIT),
    }),
    response: endAnswer(),
  })),
  'scheduled-end.cancel': define('page', () => ({
    request: z.object({ id }),
    response: endAnswer(),
  })),
  /** The host has seen that this one came to nothing. */
  'scheduled-end.acknowledge': define('page', () => ({
    request: z.object({ id }),
    response: z.object({}),
  })),
} as const;
