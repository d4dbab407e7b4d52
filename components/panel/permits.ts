import type { RosterPerson } from '~/utils/meeting/roster';
import type { Named } from '~/utils/meeting/snapshot-type';
import type { ActionView, KeyState } from '~/utils/messaging/messages';
import { isRunning } from './action-index';

/** Why a button does nothing now; each has its words under `panel.why`. */
export const WHYS = [
  'noKey',
  'noUserId',
  'unreadableUserId',
  'yours',
  'running',
  'runningMeeting',
] as const;
export type Why = (typeof WHYS)[number];

/** A locked key is asked for at the confirmation; one that is missing or broken cannot be. */
export function keyMissing(key: KeyState | null): boolean {
  return key?.state === 'none' || key?.state === 'damaged';
}

/** Why somebody cannot be removed now, or null. */
export function whyNotRemove(noKey: boolean, action: ActionView | null): Why | null {
  if (noKey) return 'noKey';
  return isRunning(action) ? 'running' : null;
}

/** Why somebody cannot be banned now, or null. What never changes is said first. */
export function whyNotBan(
  one: Pick<Named, 'userId' | 'userIdUnreadable'> & Partial<Pick<RosterPerson, 'sharesMine'>>,
  noKey: boolean,
  action: ActionView | null,
): Why | null {
  if (one.userIdUnreadable) return 'unreadableUserId';
  if (one.userId === null) return 'noUserId';
  if (one.sharesMine) return 'yours';
  return whyNotRemove(noKey, action);
}

/** Why the meeting cannot be ended now, or null. */
export function whyNotEnd(noKey: boolean, action: ActionView | null): Why | null {
  if (noKey) return 'noKey';
  return isRunning(action) ? 'runningMeeting' : null;
}
