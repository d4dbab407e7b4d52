import * as z from 'zod';
import { appIdSchema, phaseSchema } from '~/utils/borders/schemas';
import { frameSchema, meetingSchema } from '~/utils/journal/action';
import { requestSummarySchema } from '~/utils/journal/request-summary';
import { define, lazily } from './define';
import {
  closureMessages,
  endsSchema,
  markMessages,
  meetingMessages,
  preconfirmedMessages,
  requestMessages,
  scheduledEndMessages,
  tokenMessages,
} from './protocol-pages';
import {
  banMessages,
  keyStateSchema,
  otherRoomsShape,
  panelMessages,
  visibilityMessages,
  visibilitySchema,
} from './protocol-panel';

/** Which key there is for an AppID, as Gavel's own pages say it. */
const namedKeySchema = keyStateSchema.extend({
  label: z.string().nullable(),
  /** The host of the token service that signs in place of a key; absent where there is none. */
  service: z.exactOptional(z.string()),
});
export type NamedKey = z.infer<typeof namedKeySchema>;

/** A meeting that some tab shows. `count` includes the host; null where it cannot be seen. */
const meetingViewSchema = lazily(() =>
  z.object({
    meeting: meetingSchema,
    frame: frameSchema,
    title: z.string(),
    phase: phaseSchema,
    count: z.int().nullable(),
    joinedAt: z.number().nullable(),
    ...otherRoomsShape,
    key: namedKeySchema,
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
    waiting: z.array(requestSummarySchema),
    /** The request that brought Gavel's window up last; it may wait no longer. */
    asked: z.uuid().nullable(),
    /** The newest confirmed requests, newest first, at most ten. */
    recent: z.array(requestSummarySchema),
    /** Those of `recent` that are calls which may still go on. */
    calls: z.array(z.uuid()),
    /** Scheduled ends of meetings. */
    ends: z.exactOptional(endsSchema),
    /** AppIDs that have a key, for manual actions. */
    keys: z.array(namedKeySchema.extend({ appId: appIdSchema, label: z.string() })),
  }),
);
export type PopupState = z.infer<ReturnType<typeof popupStateSchema>>;

/**
 * Every message, who may send it, what it carries and what comes back. The router decides by the
 * sender, before any handler runs. `panel` is Gavel's content script in a meeting page and is never
 * trusted with more than its own frame; `page` is one of the extension's own pages.
 */
export const messages = {
  ...requestMessages,
  ...meetingMessages,
  ...preconfirmedMessages,
  ...markMessages,
  ...scheduledEndMessages,
  ...closureMessages,
  ...tokenMessages,
  ...banMessages,
  ...panelMessages,
  ...visibilityMessages,

  'popup.state': define('page', () => ({
    request: z.object({ tabId: z.int().nullable() }),
    response: popupStateSchema(),
  })),
} as const;

export type Messages = typeof messages;
export type MessageType = keyof Messages;
export type RequestOf<T extends MessageType> = z.input<Messages[T]['request']>;
export type ResponseOf<T extends MessageType> = z.output<Messages[T]['response']>;
