import { roomTitle } from '~/utils/jaas/room';
import { conferenceFullName } from '~/utils/jaas/room-node';
import { fold } from '~/utils/names/fold';
import type { Action, ActionKind } from './action';
import { type OutcomeKind, outcomeKindsOf } from './outcome-kind';

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
  batch,
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
    room && roomTitle(room),
    appId,
    keyId,
    note,
    id,
    batch,
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
