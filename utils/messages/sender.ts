import { MAIN_HOST } from '~/utils/jaas/meeting-host';
import { meetingFromUrl } from '~/utils/jaas/meeting-url';
import type { Meeting } from '~/utils/journal/action';

/** What the browser itself says of a message's sender (`runtime.MessageSender`, in part). */
export interface RawSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?:
    | { readonly id?: number | undefined; readonly windowId?: number | undefined }
    | undefined;
}

/** A panel is believed only as to where it runs; its meeting is read from the frame's address. */
export interface PanelSender {
  readonly role: 'panel';
  readonly frame: { readonly tabId: number; readonly frameId: number };
  readonly windowId: number | null;
  readonly meeting: Meeting;
}

export interface PageSender {
  readonly role: 'page';
}

export type Sender = PanelSender | PageSender;

/**
 * Tells who sent a message, from what the browser says and never from what the message says.
 * An extension page shown in a tab has a `tab` too, so the address decides first.
 *
 * @param own the extension's id and the origin of its pages, with a slash at the end
 * @returns null for everybody else: other extensions, other sites, pages without a meeting
 */
export function senderOf(
  raw: RawSender,
  own: { readonly id: string; readonly pages: string },
): Sender | null {
  if (raw.id !== own.id || raw.url === undefined) return null;
  if (raw.url.startsWith(own.pages)) return { role: 'page' };
  const { tab, frameId } = raw;
  if (tab?.id === undefined || frameId === undefined) return null;
  // On other hosts than 8x8.vc a panel runs only where the person has allowed it.
  const address = meetingFromUrl(raw.url, 'any');
  if (address === null) return null;
  const { appId, room, host } = address;
  return {
    role: 'panel',
    frame: { tabId: tab.id, frameId },
    windowId: tab.windowId ?? null,
    meeting: { appId, room, ...(host !== MAIN_HOST && { host }) },
  };
}
