import * as z from 'zod';
import { appIdSchema, phoneNumberSchema } from '~/utils/borders/schemas';
import { frameSchema, meetingSchema } from '~/utils/journal/action';
import { define } from './define';
import { stagedSchema } from './refusal';

/** What a host does without clicking somebody in a meeting. All of it waits for its confirmation. */
export const byHandMessages = {
  'by-hand.stage': define('page', () => ({
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
  'by-hand.is-own': define('page', () => ({
    request: z.object({ appId: appIdSchema, userId: z.string().max(4096) }),
    response: z.object({ own: z.boolean() }),
  })),
} as const;
