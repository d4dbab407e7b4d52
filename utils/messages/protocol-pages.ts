import * as z from 'zod';
import { actionSchema } from '~/utils/journal/action';
import { BATCH_LIMIT, batchSchema } from '~/utils/journal/batch-summary';
import { NOTE_LIMIT } from '~/utils/journal/limits';
import { define, lazily } from './define';
import { refusalSchema, stagedSchema } from './refusal';

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
