import * as z from 'zod';
import {
  actionSchema,
  frameSchema,
  meetingSchema,
  targetSchema,
  tokenFactsSchema,
} from '~/utils/actions/action';
import { NOTE_LIMIT } from '~/utils/actions/limits';
import { appIdSchema } from '~/utils/jaas/app-id';
import { keyIdSchema } from '~/utils/jaas/key-id';
import { TOKEN_LIMIT } from '~/utils/jaas/token-to-ban';
import { phaseSchema } from '~/utils/meeting/snapshot';
import { define } from './define';

const none = z.object({});
const uuid = z.uuid();

/** Why a request was not staged or not confirmed. One place turns these into words. */
export const refusalCodeSchema = z.enum([
  'no-key',
  'damaged-key',
  'locked',
  'not-in-meeting',
  'other-meeting',
  'no-user-id',
  'bad-user-id',
  'no-participant-id',
  'yourself',
  'bad-token',
  'expired',
  'already-confirmed',
  'cancelled',
  'gone',
  'changed',
  'journal-failed',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

const refusal = z.object({ ok: z.literal(false), code: refusalCodeSchema });
const staged = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), id: uuid }), refusal]);
const answered = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), action: actionSchema }),
  refusal.extend({ action: actionSchema.nullable() }),
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
  })
  .extend({ steps: z.array(stepViewSchema) });
export type ActionView = z.infer<typeof actionViewSchema>;

/** What a panel shows besides the page's own people; concerns its own AppID and frame only. */
export const panelStateSchema = z.object({
  key: keyStateSchema,
  /** Waiting for confirmation, running, or ended in the last ten minutes; newest first. */
  actions: z.array(actionViewSchema),
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
    ]),
    response: staged,
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
    response: staged,
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
    response: staged,
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
