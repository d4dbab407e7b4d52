import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { userKey } from '~/utils/jaas/user-id';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { type ActionIndex, actionAbout, isRunning } from './actions';
import type { Link } from './background-link';
import { type Timing, throttleByClock } from './timers';

/**
 * What is to be said of a ban of somebody. `now`: from this page, while they were here. `before`: they
 * were here or came although they had been banned. `unclear`: nobody knows what became of the ban. `marked`:
 * an imported file says that somebody else banned them, and this browser knows of no ban.
 */
export type Banned = 'no' | 'now' | 'before' | 'unclear' | 'marked';

/** Whether a ban of them holds as far as anybody knows: another one changes nothing. */
export function isBanned(banned: Banned): boolean {
  return banned === 'now' || banned === 'before';
}

/**
 * Whether somebody was seen coming after a ban: of others nobody knows whether they ever left.
 *
 * @param at when it was, in milliseconds since 1970; null where there was none
 */
export function cameAfter(
  { seenComing, joinedAt }: Pick<RosterPerson, 'seenComing' | 'joinedAt'>,
  at: number | null,
): boolean {
  return at !== null && seenComing && joinedAt > at;
}

/**
 * Whoever came after their ban is told of once they have stayed this long. JaaS's check runs after they
 * have joined (`mod_muc_auth_ban`): who is refused is in the list for a moment, and tries again.
 */
const STAYED_MS = 3000;

/** A ban and its removal have this long to show before it is said that somebody is still here. */
const LEAVES_WITHIN_MS = 10_000;

/** How somebody stands, and since when, in milliseconds since 1970. */
export interface Standing {
  readonly banned: Banned;
  readonly at: number | null;
}

const NOT_BANNED: Standing = { banned: 'no', at: null };

/** What is known of a ban of this user id, from this page's own actions and from the journal. */
function banOf(userId: string | null, actions: ActionIndex, bans: Bans): Ban | null {
  const at = actions.bannedAt(userId);
  const before = bans.get(userKey(userId ?? '')) ?? null;
  if (at === null || (before?.certain && before.at >= at)) return before;
  return { at, certain: true };
}

/** How somebody stands who is here, has left, or waits in the lobby. */
export function standingOf(
  person: Named & Partial<Pick<RosterPerson, 'joinedAt'>>,
  actions: ActionIndex,
  bans: Bans,
  marks: BanMarks,
): Standing {
  const ban = banOf(person.userId, actions, bans);
  if (ban === null) {
    const at = marks.get(userKey(person.userId ?? ''));
    return at === undefined ? NOT_BANNED : { banned: 'marked', at };
  }
  if (!ban.certain) return { banned: 'unclear', at: ban.at };
  const own = actions.bannedAt(person.userId) !== null && (person.joinedAt ?? 0) <= ban.at;
  return { banned: own ? 'now' : 'before', at: ban.at };
}

/** Somebody who is in the room although they were banned. */
export interface BannedPresent {
  readonly person: RosterPerson;
  readonly ban: Ban;
}

/**
 * Who is in the room although they were banned: who came after the ban, and whom a ban (which
 * disconnects nobody) and its removal did not put out within ten seconds.
 *
 * @returns besides, when the next of those who have that time left has to be looked at
 */
export function bannedHere(
  people: readonly RosterPerson[],
  actions: ActionIndex,
  bans: Bans,
  now: number,
): { readonly here: readonly BannedPresent[]; readonly nextAt: number } {
  let nextAt = Number.POSITIVE_INFINITY;
  const here: BannedPresent[] = [];
  // In most meetings, and with every change of anybody.
  if (!actions.bans && bans.size === 0) return { here, nextAt };
  for (const person of people) {
    const ban = person.me ? null : banOf(person.userId, actions, bans);
    if (ban === null) continue;
    const action = actionAbout(actions, person);
    if (isRunning(action)) continue;
    const by = leavesBy(person, ban, action);
    if (by > now) nextAt = Math.min(nextAt, by);
    else here.push({ person, ban });
  }
  return { here, nextAt };
}

/** By when somebody leaves who was banned, if they do. */
function leavesBy(person: RosterPerson, ban: Ban, action: ActionView | null): number {
  // Another request about them has just ended: it has its time, too.
  const endedAt = action?.steps.length ? (action.endedAt ?? 0) : 0;
  const cameAfter = person.joinedAt > ban.at;
  const from = cameAfter ? 0 : ban.at;
  const last = person.joinedAt > endedAt ? from : Math.max(from, endedAt);
  const stayed = cameAfter ? person.joinedAt + STAYED_MS : 0;
  return Math.max(stayed, last === 0 ? 0 : last + LEAVES_WITHIN_MS);
}

/**
 * People whom this page saw coming in after they were banned or removed, and who have stayed. Who was
 * here when the host came was not seen coming; and a user id that several have is nobody's return.
 *
 * @returns besides, when the next of those who have not stayed long enough has to be looked at
 */
export function seenReturning(
  people: readonly RosterPerson[],
  views: readonly ActionView[],
  bans: Bans,
  now: number,
): { readonly back: readonly RosterPerson[]; readonly nextAt: number } {
  const mine = people.find(({ me }) => me);
  const putOut = putOutTimes(views, bans);
  let nextAt = Number.POSITIVE_INFINITY;
  const back: RosterPerson[] = [];
  if (!mine || putOut.size === 0) return { back, nextAt };
  for (const person of people) {
    const { me, joinedAt, userId, shared } = person;
    const at = putOut.get(userKey(userId ?? ''));
    if (me || shared || at === undefined || joinedAt <= mine.joinedAt || joinedAt <= at) continue;
    const stayedAt = joinedAt + STAYED_MS;
    if (stayedAt > now) nextAt = Math.min(nextAt, stayedAt);
    else back.push(person);
  }
  return { back, nextAt };
}

/** When somebody was last banned or removed, by trimmed user id. */
function putOutTimes(views: readonly ActionView[], bans: Bans): ReadonlyMap<string, number> {
  const times = new Map([...bans].map(([userId, { at }]) => [userId, at]));
  for (const { target, steps } of views) {
    const userId = userKey(target?.userId ?? '');
    if (!userId) continue;
    for (const { operation, state, endedAt } of steps) {
      const was = operation === 'kick' || operation === 'ban-user';
      if (!was || endedAt === null || (state !== 'accepted' && state !== 'unknown')) continue;
      times.set(userId, Math.max(endedAt, times.get(userId) ?? 0));
    }
  }
  return times;
}

/** As many as the background takes in one question. */
const AT_ONCE = 2000;

/** Shortest time between two questions, in milliseconds. */
const ASK_EVERY_MS = 1000;

/** User ids that may be remembered besides as many as are seen twice over. */
const SPARE = 500;

/** What the background knows of a ban of a user id. */
interface Ban {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** JaaS accepted it; otherwise nobody knows what became of it. */
  readonly certain: boolean;
}

/** By trimmed user id. */
export type Bans = ReadonlyMap<string, Ban>;

/**
 * When others are said to have banned somebody, in milliseconds since 1970, by trimmed user id; null where the file does
 * not say. Apart from {@link Bans}, so that nothing that tells of bans can take one for a ban.
 */
export type BanMarks = ReadonlyMap<string, number | null>;

/** Asks the background which of the user ids seen here were banned before. */
export interface BanQuestions {
  readonly bans: ReadonlySignal<Bans>;
  readonly marks: ReadonlySignal<BanMarks>;
  /** These are seen now. Only those that were not asked about before are asked about. */
  see(userIds: Iterable<string>): void;
  /** Somebody was banned: whoever is seen from now on is asked about again. */
  forget(): void;
}

/** Gathers questions: the first is asked at once, what follows at most once a second. */
export function askBans(link: Link, timing: Timing): BanQuestions {
  const bans = signal<Bans>(new Map());
  const marks = signal<BanMarks>(new Map());
  const asked = new Set<string>();
  const waiting = new Set<string>();

  function ask(): boolean {
    if (waiting.size === 0) return false;
    const userIds = [...waiting].slice(0, AT_ONCE);
    for (const userId of userIds) waiting.delete(userId);
    void link.send('panel.bans', { userIds }).then((answer) => {
      if (answer === null) for (const userId of userIds) asked.delete(userId);
      // Refused, they stay asked about: nobody is marked by that, and all else goes on.
      else if (answer.ok) {
        const { bans: found, marks: marked = [] } = answer;
        take(bans, userIds, found, ({ at, certain }) => ({ at, certain }));
        take(marks, userIds, marked, ({ at }) => at);
      }
      // More than fit into one question.
      if (waiting.size > 0) askSoon();
    });
    return true;
  }

  const askSoon = throttleByClock(ask, ASK_EVERY_MS, timing);

  return {
    bans,
    marks,
    see(userIds) {
      let seen = 0;
      for (const userId of userIds) {
        seen += 1;
        if (asked.has(userId)) continue;
        asked.add(userId);
        waiting.add(userId);
      }
      // Mostly people who are long gone: those who are seen are asked about once more.
      if (asked.size > 2 * seen + SPARE) asked.clear();
      if (waiting.size > 0) askSoon();
    },
    forget() {
      asked.clear();
    },
  };
}

/** Puts what was found about these user ids in the place of what was known of them. */
function take<T extends { readonly userId: string }, V>(
  known: Signal<ReadonlyMap<string, V>>,
  userIds: readonly string[],
  found: readonly T[],
  of: (found: T) => V,
): void {
  const next = new Map(known.value);
  for (const userId of userIds) next.delete(userKey(userId));
  for (const one of found) next.set(userKey(one.userId), of(one));
  if (next.size > 0 || known.value.size > 0) known.value = next;
}
