import { z } from 'zod';
import type { FromPage } from '../page/protocol';

const Message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    visitor: z.boolean(),
    profile: z.object({
      name: z.string(),
      role: z.enum(['moderator', 'participant']),
      tokenName: z.string().optional(),
      userId: z.string().optional(),
      email: z.string().optional(),
      token: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('password'), password: z.string() }),
  z.object({ type: z.literal('leave') }),
  z.object({
    type: z.literal('update'),
    patch: z.object({
      name: z.string().optional(),
      audioMuted: z.boolean().optional(),
      videoMuted: z.boolean().optional(),
      handRaised: z.boolean().optional(),
    }),
  }),
  z.object({ type: z.enum(['admit', 'deny', 'kick']), id: z.string() }),
]);

/** A page's message. @throws when it is not one: the page is the simulator's own. */
export function parseFromPage(text: string): FromPage {
  return Message.parse(JSON.parse(text));
}
