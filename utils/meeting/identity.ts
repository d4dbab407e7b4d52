import { looksMadeOfOther, userKey } from '~/utils/jaas/user-id';
import type { Named } from './snapshot';

/*
 * Who is who. What each thing proves that a meeting page tells of somebody:
 *
 * - The *participant id* is of one connection in one room. As long as it stays in the list it is one
 *   person. Clients can choose it (jitsi-meet PR 17316), so after it has left it may be somebody else's.
 * - The *user id* is what JaaS let them in with. A server stamps it, so nobody takes another one's. But
 *   it is of a token, not of a person: a token in a shared link gives all guests the same one.
 * - The *token's name* is the token's word, and proves no more than whoever issued it looked at.
 * - The *shown name* proves nothing.
 *
 * So two sightings are one person where the participant id never left the list; or where one came after
 * the other had left, with the same user id, and that user id was never seen on two at one time.
 */

/** Somebody by what counts for who they are. */
export type Sighting = Pick<Named, 'id' | 'userId'>;

/** Whether two user ids are one. */
export function sameUser(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && userKey(a) === userKey(b);
}

/** How often each user id is among these, by {@link userKey}. */
export function countUserIds(people: readonly Sighting[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { userId } of people) {
    if (userId === null) continue;
    const key = userKey(userId);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What a meeting has shown of its user ids so far, each by {@link userKey}. */
export interface UserIds {
  /** Those seen on two people at one time, in this meeting: none of them is one person's. */
  readonly shared: ReadonlySet<string>;
  /** Those now seen in two lists, and since when, in milliseconds of the caller's clock. */
  readonly twice: ReadonlyMap<string, number>;
}

export const NO_USER_IDS: UserIds = { shared: new Set(), twice: new Map() };

/**
 * Jitsi tells of the other rooms and of the lobby by other ways than of my room, and later: who moves
 * is in two lists for a moment (`mod_muc_breakout_rooms` tells three times a second at most). Whoever
 * is in two for so long, in milliseconds, is two.
 */
const MOVES_WITHIN_MS = 3000;

/** User ids that are remembered as shared; a page can name as many as it likes. */
const REMEMBERED = 2000;

/**
 * What is known of user ids after one more look at the meeting.
 *
 * @param inRoom how often each is in my room, mine included, as {@link countUserIds} says: two of one are two people
 * @param beside everybody in other rooms and in the lobby
 * @param now any steady clock, in milliseconds
 */
export function seeUserIds(
  before: UserIds,
  inRoom: ReadonlyMap<string, number>,
  beside: readonly Sighting[],
  now: number,
): UserIds {
  const twice = new Map<string, number>();
  const found: string[] = [];
  for (const [userId, count] of inRoom) if (count > 1) found.push(userId);
  if (beside.length > 0) {
    for (const [userId, count] of countUserIds(beside)) {
      if (count + (inRoom.get(userId) ?? 0) < 2) continue;
      twice.set(userId, before.twice.get(userId) ?? now);
    }
  }
  // A page that says nothing new is not looked at: what it showed before stood until now.
  for (const [userId, since] of before.twice) {
    if (now - since >= MOVES_WITHIN_MS) found.push(userId);
  }
  const news = found.filter((userId) => !before.shared.has(userId));
  if (news.length === 0 && twice.size === 0 && before.twice.size === 0) return before;
  return { shared: news.length === 0 ? before.shared : withThese(before.shared, news), twice };
}

/** The same with others that are known to be shared. */
export function withShared(before: UserIds, userIds: Iterable<string>): UserIds {
  const news = [...userIds].map(userKey).filter((id) => !before.shared.has(id));
  return news.length === 0 ? before : { ...before, shared: withThese(before.shared, news) };
}

function withThese(shared: ReadonlySet<string>, news: readonly string[]): ReadonlySet<string> {
  return new Set([...shared, ...news].slice(-REMEMBERED));
}

/** Whether a user id was seen on two people at one time. */
export function isShared(userId: string | null, shared: UserIds['shared']): boolean {
  return userId !== null && shared.has(userKey(userId));
}

/**
 * Whether a user id is one person's as far as the meeting has shown; never where there is none, or where a
 * server has made it of something else than text, which makes the same of many.
 */
export function isOnePersons(userId: string | null, shared: UserIds['shared']): userId is string {
  return userId !== null && !isShared(userId, shared) && !looksMadeOfOther(userId);
}

/**
 * Whether somebody who came after another had left is that one again. That they came afterwards is the
 * caller's to know: the one is in no list that the other was in.
 *
 * @param shared as in {@link UserIds}
 */
export function isBack(left: Sighting, came: Sighting, shared: UserIds['shared']): boolean {
  return isOnePersons(left.userId, shared) && sameUser(left.userId, came.userId);
}

/**
 * Whether somebody in another room has the participant id of one who has just left mine, and may be that
 * one: some clients keep theirs when they move. It is no proof, since clients can choose it, and Jitsi does
 * not always tell a user id that would be one.
 *
 * @param leftAt when the one left, `since` when the other was first seen there; in milliseconds
 */
export function mayHaveMoved(
  left: Sighting & { readonly leftAt: number },
  there: Sighting & { readonly since: number },
): boolean {
  const isAtOnce = Math.abs(there.since - left.leftAt) <= MOVES_WITHIN_MS;
  return left.id === there.id && there.userId === null && isAtOnce;
}
