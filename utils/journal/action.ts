import * as z from 'zod';
import {
  appIdSchema,
  keyIdSchema,
  meetingHostSchema,
  outcomeSchema,
  phoneNumberSchema,
  presetSchema,
  rawRoomSchema,
} from '~/utils/borders/schemas';
import { PARTICIPANT_ID_LIMIT } from '~/utils/jaas/ids';
import { MAIN_HOST } from '~/utils/jaas/room';
import { USER_ID_LIMIT } from '~/utils/jaas/user-id';
import { NAME_LIMIT, RECORDED_NAME_LIMIT } from '~/utils/names/limits';

/** The longest host with a port, in characters (RFC 1035, 2.3.4). */
const SERVICE_HOST_LIMIT = 262;

/** The longest private note, in UTF-16 code units. */
export const NOTE_LIMIT = 1000;

/**
 * What a host can ask for. `ban` may be followed by a kick; `remove` is the kick alone; `test-key` ends
 * a meeting that nobody has, to see whether JaaS takes the key.
 */
export const actionKindSchema = z.enum([
  'ban',
  'remove',
  'ban-token',
  'end-meeting',
  'call',
  'hang-up',
  'test-key',
]);
export type ActionKind = z.infer<typeof actionKindSchema>;

/** Left out for 8x8.vc. */
const hostSchema = z.exactOptional(meetingHostSchema);

/** The meeting as its address says it: `room` is the last path segment, still percent-encoded. */
export const meetingSchema = z.object({
  appId: appIdSchema,
  room: rawRoomSchema,
  host: hostSchema,
});
export type Meeting = z.infer<typeof meetingSchema>;

/** The frame of a tab that a meeting runs in, and the document in it where the browser names that. */
export const frameSchema = z.object({
  tabId: z.int(),
  frameId: z.int(),
  documentId: z.exactOptional(z.string().max(128)),
});
export type Frame = z.infer<typeof frameSchema>;

/**
 * Where somebody is in another room: its name, null where it has none. `assumed`: Jitsi does not tell the
 * user id there; it is of whoever had this participant id in the host's room.
 */
const elsewhereSchema = (most: number) =>
  z.object({
    room: z.string().max(most).nullable(),
    assumed: z.exactOptional(z.literal(true)),
  });

/**
 * The person an action is about, as last seen. `userId` is what JaaS bans, `participantId` what it
 * kicks; `name` is the raw name (shown only through `safeName`).
 */
const targetSchema = z.object({
  participantId: z.string().max(PARTICIPANT_ID_LIMIT).nullable(),
  userId: z.string().max(USER_ID_LIMIT).nullable(),
  name: z.string().max(RECORDED_NAME_LIMIT).nullable(),
  /** The name that their token vouches for, where that is another one; as raw. */
  tokenName: z.exactOptional(z.string().max(RECORDED_NAME_LIMIT)),
  role: z.string().max(32).nullable(),
  /** How many participants here carry this user id, this one included. */
  sharedBy: z.int().min(0).default(0),
  /** The user id was seen on two people at one time in this meeting: it is nobody's alone. */
  shared: z.exactOptional(z.literal(true)),
  /** Where they are in another room of the meeting: its name, null where it has none. */
  elsewhere: z.exactOptional(elsewhereSchema(RECORDED_NAME_LIMIT)),
  /** How many participants here show this name, this one included. */
  namesakes: z.int().min(0).default(0),
  /** The panel saw them come: somebody who was here when the host came may have been here for long. */
  seenComing: z.exactOptional(z.literal(true)),
  /** When this participant was first seen here, in milliseconds since 1970. */
  joinedAt: z.number().nullable().default(null),
});
export type Target = z.infer<typeof targetSchema>;

/** The same as a panel names them: nothing of it is longer than a snapshot of the page has it. */
export const seenTargetSchema = targetSchema.extend({
  name: z.string().max(NAME_LIMIT).nullable(),
  tokenName: z.exactOptional(z.string().max(NAME_LIMIT)),
  elsewhere: z.exactOptional(elsewhereSchema(NAME_LIMIT)),
});

/** Somebody who is asked about. By what they were chosen is a word of a closed list, which is shown and decides nothing. */
export const askedTargetSchema = seenTargetSchema.extend({
  chosenBy: z.exactOptional(presetSchema),
});
export type AskedTarget = z.infer<typeof askedTargetSchema>;

/** What can be read from a token that is to be banned; never the token. */
export const tokenFactsSchema = z.object({
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  room: z.string().nullable(),
  expiresAt: z.number().nullable(),
});
export type TokenFacts = z.infer<typeof tokenFactsSchema>;

/** `sending` found by a starting worker means that nobody knows: it becomes `unknown`. */
const stepStateSchema = z.enum([
  'waiting',
  'sending',
  'accepted',
  'refused',
  'failed',
  'unknown',
  'skipped',
]);

export const stepSchema = z.object({
  operation: z.enum(['ban-user', 'kick', 'ban-token', 'end-meeting', 'dial-out', 'hang-up']),
  state: stepStateSchema,
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  outcome: outcomeSchema.nullable(),
});
export type Step = z.infer<typeof stepSchema>;

/** `scheduled`: confirmed, and sent when its time has come (`schedule`), not before and not late. */
export const actionStateSchema = z.enum([
  'pending',
  'scheduled',
  'confirmed',
  'done',
  'cancelled',
  'replaced',
  'expired',
]);
export type ActionState = z.infer<typeof actionStateSchema>;

/** A scheduled end of a meeting. */
const scheduleSchema = z.object({
  /** When it is sent, in milliseconds since 1970. */
  dueAt: z.number(),
  /** Why it came to nothing before its time; null as long as it has not. */
  dropped: z.enum(['cancelled', 'replaced', 'ended-before']).nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** For how long a meeting can be kept closed after its end, in minutes. */
export const CLOSURE_MINUTES = [15, 30, 60] as const;
export const closureMinutesSchema = z.literal(CLOSURE_MINUTES);
export type ClosureMinutes = z.infer<typeof closureMinutesSchema>;

/** What keeps a meeting closed after its end; see `actions/closure.ts`. */
const closureSchema = z.object({
  minutes: closureMinutesSchema,
  /** Each further end that was sent, oldest first. The first one is the record's own step. */
  ends: z.array(stepSchema),
  /** The host has come into the meeting, and wants it ended all the same. */
  withHost: z.exactOptional(z.literal(true)),
  /**
   * When it was over, and why; null as long as the meeting is or will be kept closed. `replaced`: a later end of the
   * same meeting keeps it closed. `refused`: what JaaS said meets every further end. `not-ended`: the first end did
   * not come about.
   */
  over: z
    .object({
      at: z.number(),
      why: z.enum(['time', 'stopped', 'replaced', 'refused', 'not-ended']),
    })
    .nullable(),
});
export type Closure = z.infer<typeof closureSchema>;

/**
 * What was different when the target was read again. `reused`: the participant id left and is here again,
 * and nothing says that it is the same person. `meets-you`: a ban of their user id would be one of
 * the host's, so they are only removed.
 */
const changeSchema = z.enum([
  'gone',
  'moved',
  'renamed',
  'role',
  'user-id',
  'rejoined',
  'reused',
  'unseen',
  'meets-you',
  'yourself',
]);
export type Change = z.infer<typeof changeSchema>;

/**
 * One record of the journal: what was asked, by whom it was confirmed, and each step with its
 * outcome. Times are milliseconds since 1970. Never holds a key, a passphrase or a token.
 */
export const actionSchema = z.object({
  v: z.literal(1),
  id: z.uuid(),
  kind: actionKindSchema,
  state: actionStateSchema,
  /** `room` is null for what concerns the whole AppID: a manual ban, a token. */
  meeting: meetingSchema.extend({ room: z.nullable(rawRoomSchema) }),
  frame: frameSchema.nullable(),
  target: targetSchema.nullable(),
  token: tokenFactsSchema.nullable(),
  /** By what the host chose this one of many, as the panel or the popup says; absent where by hand. */
  chosenBy: z.exactOptional(presetSchema),
  /** Whom a call is made to, or was; absent for all else. */
  phone: z.exactOptional(phoneNumberSchema),
  /** Only for a scheduled end. */
  schedule: z.exactOptional(scheduleSchema),
  /** Only for an end after which the meeting is kept closed. */
  closure: z.exactOptional(closureSchema),
  keyId: z.nullable(keyIdSchema),
  /** The host of the token service that signs in place of a key; absent where there is none. */
  service: z.exactOptional(z.string().max(SERVICE_HOST_LIMIT)),
  /** Set by the host: which base address to use in place of the key's setting. */
  base: z.enum(['classic', 'current']).nullable(),
  note: z.string().max(NOTE_LIMIT),
  stagedAt: z.number(),
  expiresAt: z.number(),
  confirmedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  steps: z.array(stepSchema),
  /** When the meeting page saw the participant leave. */
  leftAt: z.number().nullable(),
  /** When the meeting page still showed whom or what it is about, although JaaS did not know them; see `evidence.ts`. */
  stillAt: z.exactOptional(z.number()),
  /** When the same user id was seen coming back under another participant id. */
  backAt: z.number().nullable().default(null),
  /** What a second look at the target found; the host must confirm again. */
  changes: z.array(changeSchema),
  /** All that second looks have found so far and the host was told of. */
  told: z.array(changeSchema).default([]),
  /**
   * The request that this record is of: all that was asked for and is confirmed together. A record
   * that is a request by itself has its own id here.
   */
  request: z.uuid(),
});
export type Action = z.infer<typeof actionSchema>;

/** How long a request waits for its confirmation, in milliseconds. */
export const CONFIRM_WITHIN_MS = 60_000;

/** Whether two requests come from the same frame; requests without a frame are manual ones. */
export function sameFrame(a: Frame | null, b: Frame | null): boolean {
  return a?.tabId === b?.tabId && a?.frameId === b?.frameId;
}

/** A frame as the name of an entry, such as `7:0`. */
export function frameKey({ tabId, frameId }: Frame): string {
  return `${tabId}:${frameId}`;
}

/** Whether both are one frame with one document in it, as far as the browser names that. */
export function sameDocument(a: Frame, b: Frame): boolean {
  const isKnown = a.documentId !== undefined && b.documentId !== undefined;
  return sameFrame(a, b) && (!isKnown || a.documentId === b.documentId);
}

/** Whether both are one frame with another document in it: what the one asked for is gone with it. */
export function isOtherDocument(a: Frame, b: Frame): boolean {
  return sameFrame(a, b) && !sameDocument(a, b);
}

type InMeeting = Action['meeting'];

/**
 * Whether two addresses are written alike: AppID, room and host. A room of the same name on another
 * host can be another room; see `meetingKey` for what a server takes for one.
 */
export function sameMeeting(a: InMeeting | undefined, b: InMeeting | undefined): boolean {
  return (
    a?.appId === b?.appId &&
    a?.room === b?.room &&
    (a?.host ?? MAIN_HOST) === (b?.host ?? MAIN_HOST)
  );
}
