import * as z from 'zod';
import { appIdSchema } from '~/utils/borders/schemas';
import { actionSchema, frameSchema, meetingSchema } from '~/utils/journal/action';
import { NOTE_LIMIT } from '~/utils/journal/limits';
import { define, lazily } from './define';
import { refusalSchema } from './refusal';

const id = z.uuid();
const endAnswer = lazily(() =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), action: actionSchema }),
    refusalSchema.extend({ action: actionSchema.nullable() }),
  ]),
);

/** What the popup shows of ends that are meant for a time. */
export const endsSchema = z.object({
  /** Those whose time has not come, oldest first. */
  scheduled: z.array(actionSchema),
  /** Those that did not end their meeting, and that the host has not been told of yet. */
  news: z.array(actionSchema),
});
export type EndsView = z.infer<typeof endsSchema>;

/** Ends of meetings that are meant for a time. */
export const endAtMessages = {
  /** When the AppID's key locks by itself, in milliseconds since 1970; null where it does not. */
  'end-at.locks': define('page', () => ({
    request: z.object({ appId: appIdSchema }),
    response: z.object({ at: z.number().nullable() }),
  })),
  /** The popup has shown meeting and time, and asked. */
  'end-at.set': define('page', () => ({
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
  'end-at.cancel': define('page', () => ({ request: z.object({ id }), response: endAnswer() })),
  /** The host has seen that this one came to nothing. */
  'end-at.told': define('page', () => ({ request: z.object({ id }), response: z.object({}) })),
} as const;
