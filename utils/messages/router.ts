import * as z from 'zod';
import { meetingFromUrl } from '~/utils/jaas/meeting-url';
import { MAIN_HOST } from '~/utils/jaas/room';
import type { Frame, Meeting } from '~/utils/journal/action';
import type { MessageDefinition, SenderRole } from './define';
import { type Messages, type MessageType, messages } from './protocol';

type Table = Readonly<Record<string, MessageDefinition<SenderRole, z.ZodType, z.ZodType>>>;

/** One handler a message of a table; it runs only after sender and payload were checked. */
export type HandlersOf<M extends Table> = {
  readonly [T in keyof M]: (
    payload: z.output<M[T]['request']>,
    sender: M[T]['from'] extends 'panel' ? PanelSender : PageSender,
  ) => Promise<z.input<M[T]['response']>>;
};

export type Handlers = HandlersOf<Messages>;

export type RouterReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'not-permitted' | 'bad-payload' | 'too-many' | 'failed' };

const envelopeSchema = z.object({ type: z.string().max(64), payload: z.unknown() });

/**
 * Makes the one place where messages enter the background. Refuses before any handler runs:
 * an unknown type, a sender that may not send it, a payload that does not parse. The answer is
 * reduced to its schema, so that a panel never receives more than the table says.
 *
 * @param report is told of exceptions, which are bugs; the sender learns only that it failed
 */
export function createRouter(handlers: Handlers, report: (error: unknown) => void) {
  return async (message: unknown, sender: Sender | null): Promise<RouterReply> => {
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success || sender === null) return { ok: false, code: 'not-permitted' };
    const { type, payload } = envelope.data;
    if (!isMessageType(type) || messages[type].from !== sender.role) {
      return { ok: false, code: 'not-permitted' };
    }
    const request = messages[type].request.safeParse(payload);
    if (!request.success) return { ok: false, code: 'bad-payload' };
    try {
      // The table has paired type, payload and sender; TypeScript cannot follow that through a union.
      const handler = handlers[type] as (payload: unknown, sender: Sender) => Promise<unknown>;
      const value = messages[type].response.parse(await handler(request.data, sender));
      return { ok: true, value };
    } catch (error) {
      report(error);
      return { ok: false, code: 'failed' };
    }
  };
}

function isMessageType(type: string): type is MessageType {
  return Object.hasOwn(messages, type);
}

/** What the browser itself says of a message's sender (`runtime.MessageSender`, in part). */
export interface RawSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  /** Not in every browser. */
  readonly documentId?: string | undefined;
  readonly documentLifecycle?: string | undefined;
  readonly tab?:
    | { readonly id?: number | undefined; readonly windowId?: number | undefined }
    | undefined;
}

/** A panel is believed only as to where it runs; its meeting is read from the frame's address. */
export interface PanelSender {
  readonly role: 'panel';
  readonly frame: Frame;
  readonly windowId: number | null;
  readonly meeting: Meeting;
}

export interface PageSender {
  readonly role: 'page';
}

export type Sender = PanelSender | PageSender;

/**
 * Tells who sent a message, from what the browser says and never from what the message says.
 * An extension page shown in a tab has a `tab` too, so the address decides first. A document that is
 * only prepared, or kept for going back, is nobody yet or nobody any more.
 *
 * @param own the extension's id and the origin of its pages, with a slash at the end
 * @returns null for everybody else: other extensions, other sites, pages without a meeting
 */
export function senderOf(
  raw: RawSender,
  own: { readonly id: string; readonly pages: string },
): Sender | null {
  if (raw.id !== own.id || raw.url === undefined) return null;
  const { tab, frameId, documentId } = raw;
  if (raw.documentLifecycle !== undefined && raw.documentLifecycle !== 'active') return null;
  // None of Gavel's pages is meant to stand in a frame.
  if (raw.url.startsWith(own.pages)) return frameId ? null : { role: 'page' };
  if (tab?.id === undefined || frameId === undefined) return null;
  if (!isOriginOf(raw.url, raw.origin)) return null;
  // On other hosts than 8x8.vc a panel runs only where the person has allowed it.
  const address = meetingFromUrl(raw.url, 'any');
  if (address === null) return null;
  const { appId, room, host } = address;
  return {
    role: 'panel',
    frame: { tabId: tab.id, frameId, ...(documentId !== undefined && { documentId }) },
    windowId: tab.windowId ?? null,
    meeting: { appId, room, ...(host !== MAIN_HOST && { host }) },
  };
}

/**
 * Whether a document of this address can have this origin: its own, or an opaque one, which the browser
 * writes as "null". A site that embeds a meeting in a sandbox without `allow-same-origin` gives it that.
 *
 * @param origin undefined in a browser that does not say
 */
function isOriginOf(url: string, origin: string | undefined): boolean {
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(url) && new URL(url).origin === origin;
}
