import { conferenceFullName, decodeRoom } from '~/utils/jaas/room';
import { userKey } from '~/utils/jaas/user-id';
import { fold } from '~/utils/names/confusables';
import type { Action, ActionKind } from './action';
import { isUnclear, standingOf } from './evidence';

/** An action with what is searched, made once so that ten thousand are searched at every key. */
export interface Searchable {
  readonly action: Action;
  readonly text: string;
  readonly outcomes: ReadonlySet<OutcomeKind>;
  /** The same for all actions of one meeting, however its address was written. */
  readonly meeting: string;
}

export interface ActivityFilter {
  readonly text: string;
  readonly kind: ActionKind | null;
  readonly outcome: OutcomeKind | null;
  readonly meeting: string | null;
  /** Everything about this user id and no other. */
  readonly userId: string | null;
  /** The first and the last day, as `2026-11-28` in the time of this place; empty where there is no limit. */
  readonly from: string;
  readonly to: string;
}

export const NO_FILTER: ActivityFilter = {
  text: '',
  kind: null,
  outcome: null,
  meeting: null,
  userId: null,
  from: '',
  to: '',
};

/** A character that no field holds after folding, so that no search runs over a field's end. */
const BETWEEN = '\n';

export function searchable(action: Action): Searchable {
  return {
    action,
    text: searchText(fieldsOf(action)),
    outcomes: outcomeKindsOf(action),
    meeting: meetingKey(action.meeting),
  };
}

/** Fields as one text in which every one of {@link wordsOf} is looked for. */
export function searchText(fields: readonly string[]): string {
  return fields.filter(Boolean).map(fold).join(BETWEEN);
}

/** The words that somebody looks for. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/u).map(fold).filter(Boolean);
}

/** Names, ids, room, AppID, key id, token service, note, and what JaaS said. */
function fieldsOf({
  target,
  token,
  meeting,
  phone,
  keyId,
  service,
  note,
  steps,
  id,
  request,
}: Action): string[] {
  const { room, appId } = meeting;
  return [
    target?.name,
    target?.userId,
    target?.participantId,
    token?.userName,
    token?.userId,
    token?.room,
    phone,
    room,
    room && decodeRoom(room),
    appId,
    keyId,
    service,
    note,
    id,
    request,
    ...steps.flatMap(({ outcome }) => [outcome?.message, outcome?.status?.toString()]),
  ].filter((field): field is string => typeof field === 'string');
}

/**
 * The meeting as its server names it, since `Forum` and `forum` are one room there; where there is
 * no such name, as it was written.
 */
export function meetingKey({ appId, room, host }: Action['meeting']): string {
  if (room === null) return `${appId}/`;
  const parsed = conferenceFullName(appId, room, host);
  return parsed.ok ? parsed.conference : `${appId}/${room}`;
}

/** Whether one matches all of a filter; every word of the text must be somewhere in the record. */
export function matcherOf(filter: ActivityFilter): (one: Searchable) => boolean {
  const words = wordsOf(filter.text);
  const { kind, outcome, meeting } = filter;
  const userId = filter.userId === null ? null : userKey(filter.userId);
  const [since, before] = [startOfDay(filter.from), startOfDay(filter.to, 1)];
  return (one) =>
    (kind === null || one.action.kind === kind) &&
    (outcome === null || one.outcomes.has(outcome)) &&
    (meeting === null || one.meeting === meeting) &&
    (userId === null || userIdOf(one.action) === userId) &&
    (since === null || one.action.stagedAt >= since) &&
    (before === null || one.action.stagedAt < before) &&
    words.every((word) => one.text.includes(word));
}

/** The user id that an action is about, as user ids compare; null where it is about none. */
function userIdOf({ target, token }: Action): string | null {
  const userId = target?.userId ?? token?.userId ?? null;
  return userId === null ? null : userKey(userId);
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** When a day such as `2026-11-28` begins here, or one so many days later; null where the text is no day. */
function startOfDay(text: string, later = 0): number | null {
  const found = DAY.exec(text);
  if (found === null) return null;
  const [, year, month, day] = found.map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, (day ?? 1) + later).getTime();
}

/** What the activity can be filtered by. */
export const outcomeKinds = ['accepted', 'not-done', 'unknown', 'not-sent', 'open'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/**
 * What became of an action, step by step: a ban that was accepted and whose removal was refused is
 * `accepted` as well as `not-done`. `not-sent`: nothing of it ever was; `open`: it waits or runs.
 */
export function outcomeKindsOf(action: Action): ReadonlySet<OutcomeKind> {
  const { state, steps } = action;
  if (state === 'pending' || state === 'scheduled') return new Set(['open']);
  if (state !== 'confirmed' && state !== 'done') return new Set(['not-sent']);
  const kinds = new Set<OutcomeKind>(state === 'confirmed' ? ['open'] : []);
  for (const one of steps) {
    const { outcome } = one;
    const standing = standingOf(one, action);
    if (standing === 'accepted') kinds.add(standing);
    else if (isUnclear(one, action)) kinds.add('unknown');
    else if (standing === 'refused' || standing === 'failed') kinds.add('not-done');
    if (outcome && !outcome.sent) kinds.add('not-sent');
  }
  return kinds;
}
