import * as z from 'zod';
import { phaseSchema } from '~/utils/borders/schemas';
import { targetSchema } from '~/utils/journal/action';

/** What a panel sees right now: a claim, shown for confirmation, never believed. */
export const lookSchema = z.object({
  phase: phaseSchema,
  roomJid: z.string().max(4096).nullable(),
  breakout: z.boolean(),
  visitor: z.boolean(),
  me: z
    .object({ participantId: z.string().max(64), userId: z.string().max(2048).nullable() })
    .nullable(),
  participants: z.array(targetSchema).max(2000),
});
export type Look = z.infer<typeof lookSchema>;
