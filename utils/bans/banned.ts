import type { AppId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import type { Action, Step } from '~/utils/journal/action';
import { banMarkOf } from '~/utils/journal/bans';
import { type Mark, markKey } from './mark';

/** What became of a ban: JaaS accepted it; nobody knows, or it is under way; JaaS did not. */
export const banOutcomes = ['banned', 'unclear', 'not-banned'] as const;
export type BanOutcome = (typeof banOutcomes)[number];

/** What this browser itself did about somebody. */
export interface OwnBan {
  /** The ban that counts: the last that JaaS accepted, else the last that it may have, else the last. */
  readonly action: Action;
  readonly outcome: BanOutcome;
  /** How often a ban of them was sent. */
  readonly count: number;
  /** When they were last seen coming back after it, in milliseconds since 1970. */
  readonly backAt: number | null;
}

/** Somebody whom this browser banned, or whom an imported file says to be banned, or both; one a user id and AppID. */
export interface BannedPerson {
  readonly key: string;
  readonly appId: AppId;
  readonly userId: string;
  readonly own: OwnBan | null;
  readonly mark: Mark | null;
  /** When the ban that counts was made, in milliseconds since 1970; null where a mark does not say. */
  readonly at: number | null;
}

interface Told {
  readonly own: OwnBan;
  readonly at: number;
  readonly rank: number;
}

/** Everybody who was banned, in no order. */
export function bannedPeople(actions: readonly Action[], marks: readonly Mark[]): BannedPerson[] {
  const own = new Map<string, Told>();
  for (const action of actions) {
    const step = sentBanOf(action);
    const key = step && keyOf(action);
    if (!step || !key) continue;
    const before = own.get(key);
    const told = toldOf(action, step);
    const counts = before === undefined || isBetter(told, before) ? told : before;
    const count = (before?.own.count ?? 0) + 1;
    own.set(key, { ...counts, own: { ...counts.own, count } });
  }
  const back = returnsOf(actions, own);
  const marked = new Map(marks.map((mark) => [String(markKey(mark)), mark]));
  return [...new Set([...own.keys(), ...marked.keys()])].flatMap((key): BannedPerson[] => {
    const told = own.get(key);
    const mark = marked.get(key) ?? null;
    if (told !== undefined) {
      const { meeting, target } = told.own.action;
      const backAt = back.get(key) ?? null;
      const { appId } = meeting;
      const userId = target?.userId ?? '';
      return [{ key, appId, userId, own: { ...told.own, backAt }, mark, at: told.at }];
    }
    if (mark === null) return [];
    return [{ key, appId: mark.appId, userId: mark.userId, own: null, mark, at: mark.bannedAt }];
  });
}

/** The request for the ban, if one left or may have left this device. */
export function sentBanOf({ kind, steps }: Pick<Action, 'kind' | 'steps'>): Step | null {
  const step = kind === 'ban' ? steps.find(({ operation }) => operation === 'ban-user') : undefined;
  const wasSent =
    step?.state === 'accepted' ||
    step?.state === 'sending' ||
    step?.state === 'unknown' ||
    step?.outcome?.sent === true;
  return step !== undefined && wasSent ? step : null;
}

function keyOf({ meeting, target }: Action): string | null {
  const userId = target?.userId ?? '';
  return userKey(userId) === '' ? null : String(markKey({ appId: meeting.appId, userId }));
}

function toldOf(action: Action, step: Step): Told {
  const mark = banMarkOf(action);
  const isOpen = mark !== null || step.state === 'sending';
  const outcome = mark?.certain ? 'banned' : isOpen ? 'unclear' : 'not-banned';
  return {
    own: { action, outcome, count: 1, backAt: null },
    at: mark?.at ?? step.endedAt ?? action.stagedAt,
    rank: banOutcomes.indexOf(outcome),
  };
}

function isBetter(one: Told, other: Told): boolean {
  return one.rank === other.rank ? one.at > other.at : one.rank < other.rank;
}

/** When somebody was last seen coming back after the ban that counts: after it, they may have been removed once more. */
function returnsOf(
  actions: readonly Action[],
  own: ReadonlyMap<string, Told>,
): ReadonlyMap<string, number> {
  const back = new Map<string, number>();
  for (const action of actions) {
    const { kind, backAt } = action;
    if (backAt === null || (kind !== 'ban' && kind !== 'remove')) continue;
    const key = keyOf(action);
    const told = key === null ? undefined : own.get(key);
    if (key === null || told === undefined || backAt < told.at) continue;
    back.set(key, Math.max(backAt, back.get(key) ?? backAt));
  }
  return back;
}
