import * as z from 'zod';
import { appIdSchema, keyIdSchema, phaseSchema } from '~/utils/borders/schemas';
import { TOKEN_LIMIT } from '~/utils/jaas/meeting-token';
import {
  actionSchema,
  frameSchema,
  meetingSchema,
  NOTE_LIMIT,
  tokenFactsSchema,
} from '~/utils/journal/action';
import { batchSchema } from '~/utils/journal/batch-summary';
import { define, lazily, refusalSchema, stagedSchema } from './define';
import { batchMessages, endsSchema, manualMessages, scheduledEndMessages } from './protocol-pages';
import {
  banMessages,
  keyStateSchema,
  panelMessages,
  visibilityMessages,
  visibilitySchema,
} from './protocol-panel';

const uuid = z.uuid();

const answered = lazily(() =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), action: actionSchema }),
    refusalSchema.extend({ action: actionSchema.nullable() }),
  ]),
);

/** A meeting that some tab shows. `count` includes the host; null where it cannot be seen. */
const meetingViewSchema = lazily(() =>
  z.object({
    meeting: meetingSchema,
    frame: frameSchema,
    title: z.string(),
    phase: phaseSchema,
    count: z.int().nullable(),
    joinedAt: z.number().nullable(),
    key: keyStateSchema,
    /** What the page does to the panel. */
    visibility: z.exactOptional(visibilitySchema),
  }),
);
export type MeetingView = z.infer<ReturnType<typeof meetingViewSchema>>;

const popupStateSchema = lazily(() =>
  z.object({
    /** Meetings of the given tab first, then of other tabs. */
    meetings: z.array(meetingViewSchema()),
    /** How many of `meetings` belong to the tab that was asked for. */
    inThisTab: z.int(),
    /** Requests that wait for confirmation, oldest first. */
    waiting: z.array(actionSchema),
    /** The newest confirmed actions, newest first, at most ten. */
    recent: z.array(actionSchema),
    /** Batches that wait, oldest first, and that were confirmed, newest first; none of the above is of one. */
    batches: z.object({ waiting: z.array(batchSchema), recent: z.array(batchSchema) }),
    /** Scheduled ends of meetings. */
    ends: z.exactOptional(endsSchema),
    /** AppIDs that have a key, for manual actions. */
    keys: z.array(
      z.object({ appId: appIdSchema, label: z.string(), state: keyStateSchema.shape.state }),
    ),
  }),
);
export type PopupState = z.infer<ReturnType<typeof popupStateSchema>>;

/**
 * Every message, who may send it, what it carries and what comes back. The router decides by the
 * sender, before any handler runs. `panel` is Gavel's content script in a meeting page and is never
 * trusted with more than its own frame; `page` is one of the extension's own pages.
 */
export const messages = {
  ...batchMessages,
  ...banMessages,
  ...manualMessages,
  ...scheduledEndMessages,
  ...panelMessages,
  ...visibilityMessages,

  'popup.state': define('page', () => ({
    request: z.object({ tabId: z.int().nullable() }),
    response: popupStateSchema(),
  })),
  'action.stage': define('page', () => ({
    request: z.discriminatedUnion('kind', [
      // With the meeting that the person saw: the frame may show another one by now.
      z.object({ kind: z.literal('end-meeting'), frame: frameSchema, meeting: meetingSchema }),
      z.object({
        kind: z.literal('ban'),
        appId: appIdSchema,
        userId: z.string().max(4096),
      }),
    ]),
    response: stagedSchema,
  })),
  'action.confirm': define('page', () => ({
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
    response: answered(),
  })),
  'action.cancel': define('page', () => ({
    request: z.object({ id: uuid }),
    response: answered(),
  })),
  /** Stages the same once more, by another base address if one is named. */
  'action.repeat': define('page', () => ({
    request: z.object({ id: uuid, base: z.enum(['classic', 'current']).nullable() }),
    response: stagedSchema,
  })),
  /** Created, confirmed and sent at once: the popup has shown `facts` and asked before. */
  'token.ban': define('page', () => ({
    request: z.object({
      appId: appIdSchema,
      token: z.string().max(TOKEN_LIMIT),
      facts: tokenFactsSchema,
      note: z.string().max(NOTE_LIMIT),
      base: z.enum(['classic', 'current']).nullable(),
      /** Made by the popup, so that a double click is one action. */
      id: uuid,
    }),
    response: answered(),
  })),
  /** The options page has explained the test and asked; it sends one end of a made-up meeting. */
  'key.test': define('page', () => ({
    request: z.object({ id: uuid, appId: appIdSchema, keyId: keyIdSchema }),
    response: answered(),
  })),
  /** One record of the journal, to follow it. */
  'action.get': define('page', () => ({
    request: z.object({ id: uuid }),
    response: z.object({ action: actionSchema.nullable() }),
  })),
} as const;

export type Messages = typeof messages;
export type MessageType = keyof Messages;
export type RequestOf<T extends MessageType> = z.input<Messages[T]['request']>;
export type ResponseOf<T extends MessageType> = z.output<Messages[T]['response']>;
