import * as z from 'zod';
import {
  actionSchema,
  frameSchema,
  meetingSchema,
  targetSchema,
  tokenFactsSchema,
} from '~/utils/actions/action';
import { BATCH_LIMIT, batchSchema } from '~/utils/actions/batch';
import { NOTE_LIMIT } from '~/utils/actions/limits';
import { appIdSchema } from '~/utils/jaas/app-id';
import { keyIdSchema } from '~/utils/jaas/key-id';
import { TOKEN_LIMIT } from '~/utils/jaas/token-to-ban';
import { phaseSchema } from '~/utils/meeting/snapshot';
import { define } from './define';
import { banMessages } from './messages-bans';
import { batchMessages } from './messages-batch';
import { byHandMessages } from './messages-by-hand';
import { endAtMessages, endsSchema } from './messages-end-at';
import { sightMessages, sightSchema } from './messages-sight';
import { refusalSchema, stagedSchema } from './refusal';

const none = z.object({});
const uuid = z.uuid();

export { type RefusalCode, refusalCodeSchema } from './refusal';

const answered = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), action: actionSchema }),
  refusalSchema.extend({ action: actionSchema.nullable() }),
]);

/** Which key there is for an AppID, as far as a host needs to know. */
export const keyStateSchema = z.object({
  state: z.enum(['none', 'ready', 'locked', 'damaged']),
  label: z.string().nullable(),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** A step as the panel may see it. */
const stepViewSchema = actionSchema.shape.steps.element.pick({
  operation: true,
  state: true,
  endedAt: true,
  outcome: true,
});

/** An action of the panel's own frame, reduced to what the panel shows. */
export const actionViewSchema = actionSchema
  .pick({
    id: true,
    kind: true,
    state: true,
    target: true,
    stagedAt: true,
    expiresAt: true,
    endedAt: true,
    leftAt: true,
    batch: true,
  })
  .extend({ steps: z.array(stepViewSchema) });
export type ActionView = z.infer<typeof actionViewSchema>;

/** What a panel shows besides the page's own people; concerns its own AppID and frame only. */
export const panelStateSchema = z.object({
  key: keyStateSchema,
  /** When the host has this meeting ended, in milliseconds since 1970, and whether that is soon. */
  end: z.exactOptional(z.object({ dueAt: z.number(), soon: z.boolean() })),
  /** Waiting for confirmation, running, or ended in the last ten minutes; newest first. */
  actions: z.array(actionViewSchema),
  /** Gavel's window does not come up by itself: too many requests of this tab led to nothing. */
  quiet: z.exactOptional(z.boolean()),
  /** The newest batch that was confirmed here, under way or ended in the last ten minutes. */
  batch: batchSchema
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
});
export type PanelState = z.infer<typeof panelStateSchema>;

/** A meeting that some tab shows. `count` includes the host; null where it cannot be seen. */
export const meetingViewSchema = z.object({
  meeting: meetingSchema,
  frame: frameSchema,
  title: z.string(),
  phase: phaseSchema,
  count: z.int().nullable(),
  joinedAt: z.number().nullable(),
  key: keyStateSchema,
  /** What the page does to the panel. */
  sight: z.exactOptional(sightSchema),
});
export type MeetingView = z.infer<typeof meetingViewSchema>;

export const popupStateSchema = z.object({
  /** Meetings of the given tab first, then of other tabs. */
  meetings: z.array(meetingViewSchema),
  /** How many of `meetings` belong to the tab that was asked for. */
  inThisTab: z.int(),
  /** Requests that wait for confirmation, oldest first. */
  waiting: z.array(actionSchema),
  /** The newest confirmed actions, newest first, at most ten. */
  recent: z.array(actionSchema),
  /** Batches that wait, oldest first, and that were confirmed, newest first; none of the above is of one. */
  batches: z.object({ waiting: z.array(batchSchema), recent: z.array(batchSchema) }),
  /** Ends of meetings that are meant for a time. */
  ends: z.exactOptional(endsSchema),
  /** AppIDs that have a key, for actions by hand. */
  keys: z.array(
    z.object({ appId: appIdSchema, label: z.string(), state: keyStateSchema.shape.state }),
  ),
});
export type PopupState = z.infer<typeof popupStateSchema>;

/** Where the panel's card stands, in CSS pixels from the viewport's top left, and whether it is open. */
export const placeSchema = z.object({
  left: z.number().min(-10_000).max(100_000),
  top: z.number().min(-10_000).max(100_000),
  open: z.boolean(),
});
export type StoredPlace = z.infer<typeof placeSchema>;

/**
 * Every message, who may send it, what it carries and what comes back. The router decides by the
 * sender, before any handler runs. `panel` is Gavel's content script in a meeting page and is never
 * trusted with more than its own frame; `page` is one of the extension's own pages.
 */
export const messages = {
  ...batchMessages,
  ...banMessages,
  ...byHandMessages,
  ...endAtMessages,
  ...sightMessages,

  'panel.report': define('panel', {
    request: z.object({
      phase: phaseSchema,
      count: z.int().min(0).max(100_000).nullable(),
      joinedAt: z.number().nullable(),
    }),
    response: panelStateSchema,
  }),
  'panel.state': define('panel', { request: none, response: panelStateSchema }),
  'panel.ask': define('panel', {
    request: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('ban'), target: targetSchema }),
      z.object({ kind: z.literal('remove'), target: targetSchema }),
      z.object({ kind: z.literal('end-meeting') }),
      z.object({
        kind: z.enum(['ban-many', 'remove-many']),
        targets: z.array(targetSchema).min(1).max(BATCH_LIMIT),
      }),
    ]),
    response: stagedSchema,
  }),
  'panel.saw-leave': define('panel', {
    request: z.object({ participantId: z.string().max(64) }),
    response: none,
  }),
  'panel.show-request': define('panel', { request: none, response: none }),
  /** Where the card was left, for all meetings of this device; null only asks. */
  'panel.place': define('panel', {
    request: z.object({ place: placeSchema.nullable() }),
    response: z.object({ place: placeSchema.nullable() }),
  }),
  'panel.open-options': define('panel', { request: none, response: none }),

  'popup.state': define('page', {
    request: z.object({ tabId: z.int().nullable() }),
    response: popupStateSchema,
  }),
  'action.stage': define('page', {
    request: z.discriminatedUnion('kind', [
      // With the meeting that the person saw: the frame may show another one by now.
      z.object({ kind: z.literal('end-meeting'), frame: frameSchema, meeting: meetingSchema }),
      z.object({
        kind: z.literal('ban'),
        appId: appIdSchema,
        userId: z.string().max(4096),
        frame: frameSchema.nullable(),
      }),
    ]),
    response: stagedSchema,
  }),
  'action.confirm': define('page', {
    request: z.object({
      id: uuid,
      alsoRemove: z.boolean(),
      note: z.string().max(NOTE_LIMIT),
      /** What the person saw when they confirmed: refused when the target has changed since. */
      seen: z
        .object({
          participantId: z.string().nullable(),
          userId: z.string().nullable(),
          name: z.string().nullable(),
        })
        .nullable(),
    }),
    response: answered,
  }),
  'action.cancel': define('page', { request: z.object({ id: uuid }), response: answered }),
  /** Stages the same once more, by another base address if one is named. */
  'action.repeat': define('page', {
    request: z.object({ id: uuid, base: z.enum(['classic', 'current']).nullable() }),
    response: stagedSchema,
  }),
  /** Staged, confirmed and sent at once: the popup has shown `facts` and asked before. */
  'token.ban': define('page', {
    request: z.object({
      appId: appIdSchema,
      token: z.string().max(TOKEN_LIMIT),
      facts: tokenFactsSchema,
      note: z.string().max(NOTE_LIMIT),
      base: z.enum(['classic', 'current']).nullable(),
      /** Made by the popup, so that a double click is one action. */
      id: uuid,
    }),
    response: answered,
  }),
  /** The options page has explained the test and asked; it sends one end of a made-up meeting. */
  'key.test': define('page', {
    request: z.object({ id: uuid, appId: appIdSchema, keyId: keyIdSchema }),
    response: answered,
  }),
  /** One record of the journal, to follow it. */
  'action.get': define('page', {
    request: z.object({ id: uuid }),
    response: z.object({ action: actionSchema.nullable() }),
  }),
} as const;

export type Messages = typeof messages;
export type MessageType = keyof Messages;
export type RequestOf<T extends MessageType> = z.input<Messages[T]['request']>;
export type ResponseOf<T extends MessageType> = z.output<Messages[T]['response']>;
