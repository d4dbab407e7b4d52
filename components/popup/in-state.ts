import type { AppId } from '~/utils/jaas/app-id';
import type { Frame } from '~/utils/journal/action';
import { sameFrame } from '~/utils/journal/frame';
import type { PopupState } from '~/utils/messages/protocol';

/** How many requests wait for the person. */
export function waitingCount({ waiting, batches }: PopupState): number {
  return waiting.length + batches.waiting.length;
}

/** The meetings that the first view shows: this tab's, else all that are open. */
export function meetingsToShow(data: PopupState): PopupState['meetings'] {
  return data.inThisTab > 0 ? data.meetings.slice(0, data.inThisTab) : data.meetings;
}

/** The meeting of a frame, where it is still open. */
export function meetingAt(data: PopupState, frame: Frame | null) {
  return frame === null ? undefined : data.meetings.find((one) => sameFrame(one.frame, frame));
}

/** What can be done with the key of an AppID. */
export function keyStateOf({ keys }: PopupState, appId: AppId) {
  return keys.find((key) => key.appId === appId)?.state ?? 'none';
}

/** The AppID that an action by hand is most likely for: the one of the meeting on the screen. */
export function preferredAppId(data: PopupState): AppId | undefined {
  const here = meetingsToShow(data).map(({ meeting }) => meeting.appId);
  return (data.keys.find(({ appId }) => here.includes(appId)) ?? data.keys[0])?.appId;
}
