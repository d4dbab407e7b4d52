import type { AppId } from '~/utils/jaas/ids';
import { mayBeDone } from '~/utils/jaas/outcome';
import { userKey } from '~/utils/jaas/user-id';
import type { Action, Step } from './action';

/** Whom a ban or a removal is about: AppID and trimmed user id. Also a key of the journal's indexes. */
export type BannedUser = [appId: AppId, userId: string];

/** What is known of a ban of some user id. */
export interface BanMark {
  /** Trimmed. */
  readonly userId: string;
  /** When JaaS accepted it or, without an answer, when that became clear; in milliseconds since 1970. */
  readonly at: number;
  /** JaaS accepted it; otherwise it was asked for and nobody knows what became of it. */
  readonly certain: boolean;
}

/** Whom a ban of this user id is about, however it was written. */
export function bannedUser(appId: AppId, userId: string): BannedUser {
  return [appId, userKey(userId)];
}

/** What a record says of a ban of its person, or null where none was made or may have been made. */
export function banMarkOf(action: Action): BanMark | null {
  const userId = userKey(action.target?.userId ?? '');
  const step = action.steps.find(({ operation }) => operation === 'ban-user');
  if (!userId || !step || !mayHold(step)) return null;
  const at = step.endedAt ?? action.endedAt ?? action.stagedAt;
  return { userId, at, certain: step.state === 'accepted' };
}

/** Whether the ban was made or, after an answer that leaves it open or none at all, may have been. */
function mayHold({ state, outcome }: Step): boolean {
  return state === 'accepted' || state === 'unknown' || (outcome !== null && mayBeDone(outcome));
}

/** One mark a user id: the newest that is certain, else the newest. */
export function banMarks(actions: readonly Action[]): ReadonlyMap<string, BanMark> {
  const marks = new Map<string, BanMark>();
  for (const action of actions) {
    const mark = banMarkOf(action);
    const before = mark && marks.get(mark.userId);
    if (mark && (!before || isBetter(mark, before))) marks.set(mark.userId, mark);
  }
  return marks;
}

function isBetter(one: BanMark, other: BanMark): boolean {
  return one.certain === other.certain ? one.at > other.at : one.certain;
}
