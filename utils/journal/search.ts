import { conferenceFullName, decodeRoom } from '~/utils/jaas/room';
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
}

export const NO_FILTER: ActivityFilter = { text: '', kind: null, outcome: null, meeting: null };

/** A character that no field holds after folding, so that no search runs over a field's end. */
const BETWEEN = '\n';

export function searchable(action: Action): Searchable {
  return {
    action,
    text: fieldsOf(action).filter(Boolean).map(fold).join(BETWEEN),
    outcomes: outcomeKindsOf(action),
    meeting: meetingKey(action.meeting),
  };
}

/** Names, ids, room, AppID, key id, note, and what JaaS said. */
function fieldsOf({
  target,
  token,
  meeting,
  phone,
  keyId,
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

/** Those that match all of the filter; every word of the text must be somewhere in the record. */
export function search<T extends Searchable>(all: readonly T[], filter: ActivityFilter): T[] {
  const words = filter.text.split(/\s+/u).map(fold).filter(Boolean);
  const { kind, outcome, meeting } = filter;
  return all.filter(
    (one) =>
      (kind === null || one.action.kind === kind) &&
      (outcome === null || one.outcomes.has(outcome)) &&
      (meeting === null || one.meeting === meeting) &&
      words.every((word) => one.text.includes(word)),
  );
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
