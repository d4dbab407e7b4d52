import type { Action, Step } from './action';
import { isUnclear, standingOf } from './evidence';
import { keyVerdictOf } from './key-verdict';

/*
 * What became of an action as a whole, in one word. `utils/journal/evidence.ts` judges a step; here the steps and what
 * the meeting showed are put together. It never says more than was seen: a ban is one that JaaS accepted, and somebody
 * is gone whom the meeting page was seen to lose.
 */

/** What of a record bears on its verdict. */
export type Judged = Pick<
  Action,
  'kind' | 'state' | 'frame' | 'steps' | 'leftAt' | 'stillAt' | 'backAt' | 'schedule'
>;

/** Before anything was confirmed, or in place of it. */
type NotSent = 'pending' | 'scheduled' | 'cancelled' | 'replaced' | 'expired';

/** `Unseen`: JaaS accepted the removal, or may have, and nobody was seen leaving. */
type OfBan =
  | 'banning'
  | 'banned'
  | 'bannedGone'
  | 'bannedWaiting'
  | 'bannedUnseen'
  | 'bannedNotRemoved'
  | 'bannedHere'
  | 'bannedBack'
  | 'notBanned'
  | 'notBannedGone'
  | 'notBannedWaiting'
  | 'notBannedUnseen'
  | 'notBannedHere'
  | 'banUnknown'
  | 'banUnknownGone'
  | 'banUnknownHere';

type OfRemoval =
  | 'removing'
  | 'gone'
  | 'back'
  | 'removalWaiting'
  | 'removalUnseen'
  | 'removalUnknown'
  | 'notRemoved'
  | 'notRemovedGone'
  | 'notRemovedHere';

type OfOther =
  | 'tokenBanning'
  | 'tokenBanned'
  | 'tokenNotBanned'
  | 'tokenUnknown'
  | 'ending'
  | 'ended'
  | 'over'
  | 'notEnded'
  | 'notEndedHere'
  | 'endUnknown'
  | 'calling'
  | 'called'
  | 'notCalled'
  | 'callUnknown'
  | 'hangingUp'
  | 'hungUp'
  | 'notHungUp'
  | 'hangUpUnknown'
  | 'testing'
  | 'keyTaken'
  | 'keyNotTaken'
  | 'keyUnknown';

/** What became of an action. */
export type VerdictKind = NotSent | OfBan | OfRemoval | OfOther;

/** How long after an accepted removal the meeting page usually shows it, in milliseconds. */
export const SEEN_WITHIN_MS = 15_000;

/**
 * What became of an action, as far as it was seen.
 *
 * @param now in milliseconds since 1970; somebody is waited for only for a while
 */
export function verdictOf(action: Judged, now: number): VerdictKind {
  if (action.state !== 'confirmed' && action.state !== 'done') return action.state;
  const isOver = action.state === 'done';
  switch (action.kind) {
    case 'ban':
      return isOver ? ofBan(action, now) : 'banning';
    case 'remove':
      return isOver ? ofRemoval(action, now) : 'removing';
    case 'ban-token':
      return isOver
        ? ofOther(action, 'ban-token', 'tokenBanned', 'tokenNotBanned', 'tokenUnknown')
        : 'tokenBanning';
    case 'end-meeting':
      return isOver ? ofEnd(action) : 'ending';
    case 'test-key':
      return isOver ? ofTest(action) : 'testing';
    case 'call':
      return isOver ? ofOther(action, 'dial-out', 'called', 'notCalled', 'callUnknown') : 'calling';
    case 'hang-up':
      return isOver
        ? ofOther(action, 'hang-up', 'hungUp', 'notHungUp', 'hangUpUnknown')
        : 'hangingUp';
  }
}

/** What is known of where a person is. `refused`: they were to be removed and were not. */
type Presence = 'gone' | 'back' | 'here' | 'waiting' | 'unseen' | 'refused' | 'unknown';

const BANNED: Record<Presence, VerdictKind> = {
  gone: 'bannedGone',
  back: 'bannedBack',
  here: 'bannedHere',
  waiting: 'bannedWaiting',
  unseen: 'bannedUnseen',
  refused: 'bannedNotRemoved',
  unknown: 'banned',
};
const NOT_BANNED: Record<Presence, VerdictKind> = {
  gone: 'notBannedGone',
  back: 'notBanned',
  here: 'notBannedHere',
  waiting: 'notBannedWaiting',
  unseen: 'notBannedUnseen',
  refused: 'notBanned',
  unknown: 'notBanned',
};
const BAN_UNKNOWN: Partial<Record<Presence, VerdictKind>> = {
  gone: 'banUnknownGone',
  here: 'banUnknownHere',
};
const REMOVAL: Record<Presence, VerdictKind> = {
  gone: 'gone',
  back: 'back',
  here: 'notRemovedHere',
  waiting: 'removalWaiting',
  unseen: 'removalUnseen',
  refused: 'notRemoved',
  unknown: 'notRemoved',
};

function ofBan(action: Judged, now: number): VerdictKind {
  const ban = stepOf(action, 'ban-user');
  const presence = presenceOf(action, now);
  if (ban?.state === 'accepted') return BANNED[presence];
  if (ban !== undefined && isUnclear(ban, action)) return BAN_UNKNOWN[presence] ?? 'banUnknown';
  return NOT_BANNED[presence];
}

function ofRemoval(action: Judged, now: number): VerdictKind {
  const kick = stepOf(action, 'kick');
  const presence = presenceOf(action, now);
  const isUnknown = kick !== undefined && isUnclear(kick, action);
  if (presence === 'unseen' && isUnknown) return 'removalUnknown';
  return presence === 'gone' && isRefused(kick, action) ? 'notRemovedGone' : REMOVAL[presence];
}

/** Whether somebody whom this was to remove can only have left by themself. */
function isRefused(kick: Step | undefined, action: Judged): boolean {
  if (kick === undefined || isUnclear(kick, action)) return false;
  return standingOf(kick, action) !== 'accepted';
}

function presenceOf(action: Judged, now: number): Presence {
  if (action.backAt !== null) return 'back';
  if (action.leftAt !== null) return 'gone';
  if (action.stillAt !== undefined) return 'here';
  const kick = stepOf(action, 'kick');
  if (kick === undefined) return 'unknown';
  if (kick.state !== 'accepted' && !isUnclear(kick, action)) return 'refused';
  return isWaitedFor(action, kick, now) ? 'waiting' : 'unseen';
}

/** Whether the meeting page may still show that somebody leaves whose removal JaaS accepted. */
function isWaitedFor({ frame }: Judged, { state, endedAt }: Step, now: number): boolean {
  return frame !== null && state === 'accepted' && now - (endedAt ?? now) < SEEN_WITHIN_MS;
}

function ofEnd(action: Judged): VerdictKind {
  const isAccepted = stepOf(action, 'end-meeting')?.state === 'accepted';
  if (!isAccepted && action.stillAt !== undefined) return 'notEndedHere';
  return ofOther(action, 'end-meeting', isAccepted ? 'ended' : 'over', 'notEnded', 'endUnknown');
}

/** A test that did not come to JaaS's word on the key, as without a network, proves nothing against the key. */
function ofTest(action: Judged): VerdictKind {
  const step = stepOf(action, 'end-meeting');
  const word = step?.outcome ? keyVerdictOf(step.outcome, action.kind, step.operation) : null;
  if (word === null) return 'keyUnknown';
  return word === 'accepted' ? 'keyTaken' : 'keyNotTaken';
}

function ofOther(
  action: Judged,
  operation: Step['operation'],
  accepted: VerdictKind,
  not: VerdictKind,
  unknown: VerdictKind,
): VerdictKind {
  const step = stepOf(action, operation);
  if (step === undefined) return not;
  if (standingOf(step, action) === 'accepted') return accepted;
  return isUnclear(step, action) ? unknown : not;
}

function stepOf({ steps }: Judged, wanted: Step['operation']): Step | undefined {
  return steps.find(({ operation }) => operation === wanted);
}
