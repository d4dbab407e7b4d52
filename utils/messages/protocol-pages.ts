import * as z from 'zod';
import { lookSchema } from '~/utils/actions/request';
import { MARKS_AT_MOST } from '~/utils/bans/mark';
import { appIdSchema, keyIdSchema, phoneNumberSchema } from '~/utils/borders/schemas';
import { TOKEN_LIMIT } from '~/utils/jaas/meeting-token';
import { TOKEN_REFUSALS } from '~/utils/jaas/token-refusal';
import { TYPED_USER_ID_LIMIT, USER_ID_LIMIT } from '~/utils/jaas/user-id';
import {
  actionSchema,
  closureMinutesSchema,
  frameSchema,
  meetingSchema,
  NOTE_LIMIT,
  tokenFactsSchema,
} from '~/utils/journal/action';
import { PEOPLE_LIMIT, requestSummarySchema } from '~/utils/journal/request-summary';
import { tokenServiceSchema } from '~/utils/organisation/token-service';
import { askedPeopleSchema, define, lazily, refusalSchema, stagedSchema } from './define';
import { knownMarkSchema } from './protocol-panel';

const id = z.uuid();
const base = z.enum(['classic', 'current']).nullable();
const none = z.object({});

/** What came of an answer to a request; `request` is null where there is none (any more). */
const answered = lazily(() =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), request: requestSummarySchema }),
    refusalSchema.extend({ request: requestSummarySchema.nullable() }),
  ]),
);

/** Requests: 1…n records under one confirmation. All that is staged waits for its confirmation. */
export const requestMessages = {
  /** What a host asks for without clicking somebody in a meeting. */
  'request.stage': define('page', () => ({
    request: z.discriminatedUnion('kind', [
      // With the meeting that the person saw: the frame may show another one by now.
      z.object({ kind: z.literal('end-meeting'), frame: frameSchema, meeting: meetingSchema }),
      /** People whom the popup has listed as that meeting's page shows them. */
      z.object({
        kind: z.literal('people'),
        frame: frameSchema,
        meeting: meetingSchema,
        asked: askedPeopleSchema(),
      }),
      /** A meeting that no tab needs to show. */
      z.object({ kind: z.literal('end-by-name'), meeting: meetingSchema }),
      z.object({
        kind: z.literal('ban'),
        appId: appIdSchema,
        userId: z.string().max(TYPED_USER_ID_LIMIT),
      }),
      z.object({
        kind: z.literal('call'),
        frame: frameSchema,
        meeting: meetingSchema,
        phone: phoneNumberSchema,
      }),
      /** The call that this record made. */
      z.object({ kind: z.literal('hang-up'), id }),
    ]),
    response: stagedSchema,
  })),
  /** All records of a request, also of those who were left out of it. */
  'request.records': define('page', () => ({
    request: z.object({ id }),
    response: z.object({
      request: requestSummarySchema.nullable(),
      records: z.array(actionSchema),
    }),
  })),
  'request.confirm': define('page', () => ({
    request: z.object({
      id,
      alsoRemove: z.boolean(),
      note: z.string().max(NOTE_LIMIT),
      /** Only counts for the end of a meeting. */
      keepClosed: z.exactOptional(closureMinutesSchema),
      /** All that the person saw: refused when the request has changed since. */
      seen: z
        .array(
          actionSchema.pick({ id: true, kind: true }).extend({
            participantId: z.string().nullable(),
            userId: z.string().nullable(),
            name: z.string().nullable(),
          }),
        )
        .max(PEOPLE_LIMIT),
    }),
    response: answered(),
  })),
  /** The host has read what became of it: the popup lists it no more. The activity keeps it. */
  'request.dismiss': define('page', () => ({ request: z.object({ id }), response: none })),
  /** Takes back what waits for its confirmation, or for its time. */
  'request.cancel': define('page', () => ({ request: z.object({ id }), response: answered() })),
  /** Lets nothing of it begin any more. */
  'request.stop': define('page', () => ({ request: z.object({ id }), response: none })),
  /** The same from a panel, which stops only requests of its own frame. */
  'panel.stop': define('panel', () => ({ request: z.object({ id }), response: none })),
  /** Stages what was not accepted once more, by another base address if one is named. */
  'request.repeat': define('page', () => ({
    request: z.object({ id, base }),
    response: stagedSchema,
  })),
} as const;

/** What the popup asks of the page of an open meeting. What comes back is the page's word, and is shown as such. */
export const meetingMessages = {
  /** Who is there. `gone`: the page is; `not-in`: the host is not in the meeting. */
  'meeting.people': define('page', () => ({
    request: z.object({ frame: frameSchema, meeting: meetingSchema }),
    response: z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        me: lookSchema.shape.me,
        people: lookSchema.shape.participants,
      }),
      z.object({ ok: z.literal(false), why: z.enum(['gone', 'no-answer', 'not-in']) }),
    ]),
  })),
  /** Brings the meeting's tab to the front, with the panel's card open in it. */
  'meeting.open-panel': define('page', () => ({
    request: z.object({ frame: frameSchema, meeting: meetingSchema }),
    response: z.object({ opened: z.boolean() }),
  })),
} as const;

/** What one of Gavel's own pages has shown and asked before: confirmed and sent at once. */
export const preconfirmedMessages = {
  'token.ban': define('page', () => ({
    request: z.object({
      appId: appIdSchema,
      token: z.string().max(TOKEN_LIMIT),
      facts: tokenFactsSchema,
      note: z.string().max(NOTE_LIMIT),
      base,
      /** Made by the popup, so that a double click is one action. */
      id,
    }),
    response: answered(),
  })),
  /** Whether a user id is the host's own in one of the AppID's open meetings; says no more than that. */
  'user-id.is-own': define('page', () => ({
    request: z.object({ appId: appIdSchema, userId: z.string().max(TYPED_USER_ID_LIMIT) }),
    response: z.object({ own: z.boolean() }),
  })),
  /** The options page has explained the test and asked; it sends one end of a made-up meeting. */
  'key.test': define('page', () => ({
    // Without a key ID it is a test of the AppID's token service.
    request: z.object({ id, appId: appIdSchema, keyId: keyIdSchema.nullable() }),
    response: answered(),
  })),
} as const;

/** What a token service answered; the token stays in the background. */
const tokenAnswer = lazily(() =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), why: z.enum(TOKEN_REFUSALS) }),
  ]),
);

/** Tokens of an organisation's token service. No panel starts a flow, or learns that there is one. */
export const tokenMessages = {
  /** A question is on the screen: its token is asked for silently, so that the confirmed request does not wait. */
  'token.prepare': define('page', () => ({ request: z.object({ id }), response: tokenAnswer() })),
  /** The host has clicked: the service may show its login. */
  'token.sign-in': define('page', () => ({ request: z.object({ id }), response: tokenAnswer() })),
  /** The host sets this service up. What it gives is checked and thrown away. */
  'token.try-out': define('page', () => ({
    request: z.object({ service: tokenServiceSchema }),
    response: tokenAnswer(),
  })),
} as const;

/** Marks that were imported: who is said to have been banned by somebody else. */
export const markMessages = {
  /** Which of these user ids are marked in their AppID. */
  'marks.of': define('page', () => ({
    request: z.object({
      appId: appIdSchema,
      userIds: z.array(z.string().max(USER_ID_LIMIT)).max(PEOPLE_LIMIT),
    }),
    response: z.object({ marks: z.array(knownMarkSchema) }),
  })),
  /** The options page has written or removed marks of these AppIDs. */
  'marks.changed': define('page', () => ({
    request: z.object({ appIds: z.array(appIdSchema).max(MARKS_AT_MOST) }),
    response: none,
  })),
} as const;

/** A meeting that is kept closed. `paused`: the host has come into it, and is asked before it is ended again. */
const keptClosedSchema = z.object({ action: actionSchema, paused: z.boolean() });
export type KeptClosed = z.infer<typeof keptClosedSchema>;

/** What the popup shows of scheduled ends, and of meetings that are kept closed after their end. */
export const endsSchema = z.object({
  /** Those whose time has not come, oldest first. */
  scheduled: z.array(actionSchema),
  /** Those that came to nothing, and that the host has not been told of yet. */
  news: z.array(actionSchema),
  /** Oldest first. */
  closed: z.array(keptClosedSchema),
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
    response: answered(),
  })),
  /** The host has seen that this one came to nothing. */
  'scheduled-end.acknowledge': define('page', () => ({
    request: z.object({ id }),
    response: none,
  })),
} as const;

/** Meetings that are kept closed after their end. Stopping sends nothing, so that a panel may do it, too. */
export const closureMessages = {
  'closure.stop': define('page', () => ({ request: z.object({ id }), response: none })),
  /** The host is in the meeting, was told that they would be sent out too, and said yes. */
  'closure.go-on': define('page', () => ({ request: z.object({ id }), response: none })),
  /** Lets the panel's own meeting be opened again. */
  'panel.stop-closure': define('panel', () => ({ request: none, response: none })),
} as const;
