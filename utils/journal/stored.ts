import type { Action, Frame } from './action';
import { type BannedUser, banMarkOf, bannedUser } from './bans';

/**
 * Where and when a record is shown: what still waits or runs has no end, and comes after all that has.
 * Times are milliseconds since 1970.
 */
export type InFrame = [tabId: number, frameId: number, endedAt: number];

/** When what nobody confirmed ended, and in which frame, if in any. */
interface Unconfirmed {
  readonly at: number;
  readonly tabId?: number;
  readonly frameId?: number;
}

/** What the journal stores: the record, and what it is looked up by. Readers take the record only. */
export type StoredAction = Action & {
  readonly bannedUser?: BannedUser;
  readonly removedUser?: BannedUser;
  readonly inFrame?: InFrame;
  readonly unconfirmed?: Unconfirmed;
};

/** The record with the keys that the indexes have it under. */
export function toStored(action: Action): StoredAction {
  const { frame, target, meeting, confirmedAt, endedAt } = action;
  const mark = banMarkOf(action);
  const removed = action.kind === 'remove' && confirmedAt !== null ? target?.userId : null;
  const isOver = confirmedAt === null && endedAt !== null;
  return {
    ...action,
    ...(mark && { bannedUser: bannedUser(meeting.appId, mark.userId) }),
    ...(removed && { removedUser: bannedUser(meeting.appId, removed) }),
    ...(frame && { inFrame: inFrame(frame, endedAt ?? Number.POSITIVE_INFINITY) }),
    ...(isOver && { unconfirmed: unconfirmedOf(frame, endedAt) }),
  };
}

function unconfirmedOf(frame: Frame | null, at: number): Unconfirmed {
  return frame === null ? { at } : { at, tabId: frame.tabId, frameId: frame.frameId };
}

function inFrame({ tabId, frameId }: Frame, endedAt: number): InFrame {
  return [tabId, frameId, endedAt];
}

/** The keys of what a frame shows that waits, runs, or ended at or after `since`. */
export function shownSince(frame: Frame, since: number): IDBKeyRange {
  return IDBKeyRange.bound(inFrame(frame, since), inFrame(frame, Number.POSITIVE_INFINITY));
}

/** The keys of all that ended in a frame. */
export function endedIn(frame: Frame): IDBKeyRange {
  const ever = Number.NEGATIVE_INFINITY;
  return IDBKeyRange.bound(inFrame(frame, ever), inFrame(frame, Number.POSITIVE_INFINITY));
}
