import * as z from 'zod';
import { MAX_ID, MAX_NAME } from '~/utils/meeting/limits';
import { define } from './define';
import { none } from './protocol-panel';

const participantId = z.string().min(1).max(64);
const userId = z.string().min(1).max(MAX_ID);
const name = z.string().max(MAX_NAME).nullable();

/** User ids in one question; a JaaS meeting has at most 500 participants (8x8 FAQ). */
export const USER_IDS_AT_ONCE = 2000;

/** People in one report of who is here although they were banned. */
export const BANNED_AT_ONCE = 50;

/** Departures kept of one meeting page. */
export const DEPARTURES_AT_MOST = 500;

/** What is known of a ban of a user id that the panel asked about, which is given back as it came. */
const banSchema = z.object({
  userId,
  /** In milliseconds since 1970. */
  at: z.number(),
  /** JaaS accepted it; otherwise nobody knows what became of it. */
  certain: z.boolean(),
});
export type KnownBan = z.infer<typeof banSchema>;

/** Somebody who left a short while ago, as `Departure` of the roster has them. */
export const departureSchema = z.object({
  id: participantId,
  name,
  userId: userId.nullable(),
  userIdUnreadable: z.exactOptional(z.literal(true)),
  role: z.enum(['moderator', 'participant', 'none']),
  kind: z.enum(['person', 'dial-in', 'bot']),
  joinedAt: z.number(),
  leftAt: z.number(),
  witnessed: z.boolean(),
});
export type KeptDeparture = z.infer<typeof departureSchema>;

/**
 * About people who were banned before, and about people who left a short while ago. The panel names
 * the user ids that it sees and hears of those only; the list of who was banned stays behind.
 */
export const banMessages = {
  /** Which of these user ids were banned, in any meeting of the panel's own AppID. */
  'panel.bans': define('panel', () => ({
    request: z.object({ userIds: z.array(userId).max(USER_IDS_AT_ONCE) }),
    response: z.object({ bans: z.array(banSchema) }),
  })),
  /** All who are in the panel's meeting now although they were banned; nobody is an empty list. */
  'panel.banned-here': define('panel', () => ({
    request: z.object({
      people: z.array(z.object({ participantId, userId, name })).max(BANNED_AT_ONCE),
    }),
    response: none,
  })),
  /** Somebody with this user id has just come in, under this participant id. */
  'panel.came-back': define('panel', () => ({
    request: z.object({ participantId, userId }),
    response: none,
  })),
  /** Keeps who left a short while ago for a reload of the page; null only asks. Newest first. */
  'panel.departures': define('panel', () => ({
    request: z.object({
      departures: z.array(departureSchema).max(DEPARTURES_AT_MOST).nullable(),
    }),
    response: z.object({ departures: z.array(departureSchema) }),
  })),
} as const;
