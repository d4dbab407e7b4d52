import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import type { ActionView, KeyState } from '~/utils/messages/protocol-panel';
import { isRunning } from './actions';
import type { Tally } from './selection';

/** Why a button does nothing now; each has its words under `panel.why`. */
export type Why =
  | 'noKey'
  | 'noUserId'
  | 'unreadableUserId'
  | 'yours'
  | 'running'
  | 'runningMeeting'
  | 'runningMany'
  | 'nobodySelected'
  | 'nobodyHere'
  | 'nobodyBannable';

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

/** Why a selection cannot be removed now, or null. @param blocked what stands against any request */
export function whyNotRemoveMany({ all, here }: Tally, blocked: Why | null): Why | null {
  if (all === 0) return 'nobodySelected';
  return here === 0 ? 'nobodyHere' : blocked;
}

/** Why a selection cannot be banned now, or null. Some of it may only be removed. */
export function whyNotBanMany({ all, noUserId, yours }: Tally, blocked: Why | null): Why | null {
  if (all === 0) return 'nobodySelected';
  return all === noUserId + yours ? 'nobodyBannable' : blocked;
}
