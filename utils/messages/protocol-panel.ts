import * as z from 'zod';
import { orderSchema, phaseSchema } from '~/utils/borders/schemas';
import { PARTICIPANT_ID_LIMIT } from '~/utils/jaas/ids';
import { USER_ID_LIMIT } from '~/utils/jaas/user-id';
import { actionSchema } from '~/utils/journal/action';
import { requestSummarySchema } from '~/utils/journal/request-summary';
import { NAME_LIMIT } from '~/utils/names/limits';
import { placeSchema } from '~/utils/storage/settings';

import { askedPeopleSchema, define, lazily, stagedSchema } from './define';

export const none = z.object({});

/**
 * Whether there is a key for an AppID, as far as a panel needs to know. What the key is called is for
 * Gavel's own pages: a script that has taken over a panel could ask from a frame of any other AppID.
 */
export const keyStateSchema = z.object({
  state: z.enum(['none', 'ready', 'locked', 'damaged']),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** A step as the panel may see it. */
const stepViewSchema = lazily(() =>
  actionSchema.shape.steps.element.pick({
    operation: true,
    state: true,
    endedAt: true,
    outcome: true,
  }),
);

/** An action of the panel's own frame, reduced to what the panel shows. */
const actionViewSchema = lazily(() =>
  actionSchema
    .pick({
      id: true,
      kind: true,
      state: true,
      target: true,
      stagedAt: true,
      expiresAt: true,
      endedAt: true,
      leftAt: true,
      stillAt: true,
      schedule: true,
      request: true,
    })
    .extend({ steps: z.array(stepViewSchema()) }),
);
export type ActionView = z.infer<ReturnType<typeof actionViewSchema>>;

/** What a panel shows besides the page's own people; concerns its own AppID and frame only. */
const panelStateSchema = lazily(() =>
  z.object({
    key: keyStateSchema,
    /** When the host has this meeting ended, in milliseconds since 1970, and whether that is soon. */
    end: z.exactOptional(z.object({ dueAt: z.number(), soon: z.boolean() })),
    /** Until when the meeting is kept closed, in milliseconds since 1970; not while the host is in it. */
    closed: z.exactOptional(z.object({ until: z.number(), paused: z.boolean() })),
    /** Waiting for confirmation, running, or ended in the last ten minutes; newest first. */
    actions: z.array(actionViewSchema()),
    /** The browser keeps a host from Gavel that requests go to. */
    withheld: z.exactOptional(z.boolean()),
    /** Gavel's window does not come up by itself: too many requests of this tab led to nothing. */
    quiet: z.exactOptional(z.boolean()),
    /** The newest request about many that was confirmed here, under way or ended in the last ten minutes. */
    batch: requestSummarySchema
      .pick({
        id: true,
        kind: true,
        total: true,
        done: true,
        accepted: true,
        failed: true,
        unknown: true,
        notSent: true,
        left: true,
        running: true,
      })
      .nullable(),
  }),
);
export type PanelState = z.infer<ReturnType<typeof panelStateSchema>>;

/** What a meeting has besides the room that the host is in; left out where there is nothing. */
export const otherRoomsShape = {
  /** How many people are in other rooms of the meeting. */
  elsewhere: z.exactOptional(z.int().min(1).max(100_000)),
  /** The host is in a breakout room, so that those elsewhere are in the main room or in others. */
  breakout: z.exactOptional(z.literal(true)),
};

/** What a panel reports and asks of its own meeting. */
export const panelMessages = {
  'panel.report': define('panel', () => ({
    request: z.object({
      phase: phaseSchema,
      count: z.int().min(0).max(100_000).nullable(),
      joinedAt: z.number().nullable(),
      ...otherRoomsShape,
    }),
    response: panelStateSchema(),
  })),
  'panel.state': define('panel', () => ({ request: none, response: panelStateSchema() })),
  'panel.ask': define('panel', () => ({
    request: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('end-meeting') }),
      askedPeopleSchema(),
    ]),
    response: stagedSchema,
  })),
  'panel.saw-leave': define('panel', () => ({
    request: z.object({ participantId: z.string().max(PARTICIPANT_ID_LIMIT) }),
    response: none,
  })),
  /** Whom or what a record is about is still there, although JaaS does not know them. */
  'panel.saw-still': define('panel', () => ({
    request: z.object({ id: z.uuid() }),
    response: none,
  })),
  'panel.show-request': define('panel', () => ({ request: none, response: none })),
  /** Where the card was left, for all meetings of this device; null only asks. */
  'panel.place': define('panel', () => ({
    request: z.object({ place: placeSchema.nullable() }),
    response: z.object({ place: placeSchema.nullable() }),
  })),
  /** The order of the people that the host chose, for all meetings of this device; null only asks. */
  'panel.order': define('panel', () => ({
    request: z.object({ order: orderSchema.nullable() }),
    response: z.object({ order: orderSchema.nullable() }),
  })),
  'panel.open-options': define('panel', () => ({ request: none, response: none })),
} as const;

const participantId = z.string().min(1).max(PARTICIPANT_ID_LIMIT);
const userId = z.string().min(1).max(USER_ID_LIMIT);
const name = z.string().max(NAME_LIMIT).nullable();

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

/** That an imported file says that somebody else banned this user id: a claim, and never a ban of this browser's. */
export const knownMarkSchema = z.object({
  userId,
  /** In milliseconds since 1970; null where the file does not say. */
  at: z.number().nullable(),
});
export type KnownMark = z.infer<typeof knownMarkSchema>;

/** Somebody who left a short while ago, as `Leave` of the roster has them. */
export const leaveSchema = z.object({
  id: participantId,
  name,
  userId: userId.nullable(),
  tokenName: z.exactOptional(z.string().max(NAME_LIMIT)),
  userIdUnreadable: z.exactOptional(z.literal(true)),
  role: z.enum(['moderator', 'participant', 'none']),
  kind: z.enum(['person', 'dial-in', 'bot']),
  joinedAt: z.number(),
  leftAt: z.number(),
  witnessed: z.boolean(),
  shared: z.exactOptional(z.literal(true)),
});
export type StoredLeave = z.infer<typeof leaveSchema>;

/**
 * About people who were banned before, and about people who left a short while ago. The panel names
 * the user ids that it sees and hears of those only; the list of who was banned stays behind.
 */
export const banMessages = {
  /**
   * Which of these user ids were banned, in any meeting of the panel's own AppID, and which an imported file says to
   * be; that is left out where it says so of none. Refused as a whole where the tab has asked about too many different ones.
   */
  'panel.bans': define('panel', () => ({
    request: z.object({ userIds: z.array(userId).max(USER_IDS_AT_ONCE) }),
    response: z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        bans: z.array(banSchema),
        marks: z.exactOptional(z.array(knownMarkSchema)),
      }),
      z.object({ ok: z.literal(false), code: z.literal('too-many') }),
    ]),
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
  'panel.leaves': define('panel', () => ({
    request: z.object({
      leaves: z.array(leaveSchema).max(DEPARTURES_AT_MOST).nullable(),
    }),
    response: z.object({ leaves: z.array(leaveSchema) }),
  })),
} as const;

/**
 * How a panel fares in its page: `covered` where the page fades it, lies over it or shows it
 * transformed; `unclear` where a tint of the whole page hides whether something lies over it; `removed`
 * where the page takes it away again and again.
 */
export const visibilitySchema = z.enum(['shown', 'unclear', 'covered', 'removed']);
export type Visibility = z.infer<typeof visibilitySchema>;

/** What a page does to Gavel's panel. */
export const visibilityMessages = {
  'panel.visibility': define('panel', () => ({
    request: z.object({ visibility: visibilitySchema }),
    response: z.object({}),
  })),
} as const;
