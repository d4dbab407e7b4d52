import { mayBeDone, type Outcome, type OutcomeCode } from '~/utils/jaas/outcome';
import type { Action, Step } from './action';
import { isOneOfMany } from './request-id';

/*
 * What became of a step is what JaaS said and what the meeting shows. Whoever tells it asks here.
 */

/** What of a record bears on how its steps are told. */
export type Witness = Pick<Action, 'kind' | 'leftAt' | 'stillAt' | 'schedule'>;

/** A step as far as it is judged. */
type Judged = Pick<Step, 'operation' | 'state' | 'outcome'>;

/**
 * What the meeting shows of somebody or something that JaaS says it does not know. `gone`: that it is so, as was
 * asked for. `there`: that it is not so. `unseen`: nobody has looked, or there was nothing to be seen.
 */
export type Evidence = 'gone' | 'there' | 'unseen';

/** That JaaS does not know whom or what a request was about: a 404. */
const NOT_KNOWN: ReadonlySet<OutcomeCode> = new Set(['no-such-meeting', 'no-such-person']);

/**
 * What the meeting shows besides an outcome; null where JaaS's word alone is told. A 404 is a success only where
 * nothing contradicts it and something speaks for it:
 *
 * * A person is gone when the page was seen to lose them.
 * * A meeting whose end was set for a time is gone unless its page still shows it: Jitsi itself named the room then, and
 *   it is usual that people left before. Any other name may be written differently.
 * * The test of a key names a meeting that nobody has, so a 404 is what was hoped for. Not as a web page: anybody
 *   may send that.
 */
export function evidenceOf(outcome: Outcome | null, seen: Witness): Evidence | null {
  if (outcome === null || !NOT_KNOWN.has(outcome.code)) return null;
  if (seen.kind === 'test-key') return outcome.page ? 'unseen' : 'gone';
  if (outcome.code === 'no-such-person' && seen.leftAt !== null) return 'gone';
  if (seen.stillAt !== undefined) return 'there';
  return seen.schedule === undefined ? 'unseen' : 'gone';
}

/** How a step is told: its state, or what the meeting shows to have come of it. */
export function standingOf({ state, outcome }: Judged, seen: Witness): Step['state'] {
  switch (evidenceOf(outcome, seen)) {
    case 'gone':
      return 'accepted';
    case 'there':
      return 'refused';
    case 'unseen':
      return 'unknown';
    case null:
      return state;
  }
}

/** Whether what a step asked for may have been done: neither JaaS's word nor the meeting says. */
export function isUnclear({ outcome }: Pick<Judged, 'outcome'>, seen: Witness): boolean {
  const evidence = evidenceOf(outcome, seen);
  return evidence === null ? outcome !== null && mayBeDone(outcome) : evidence === 'unseen';
}

/** How long what JaaS does not know may still be seen going, before the page says that it is there; milliseconds. */
export const STILL_AFTER_MS = 3000;

type Unfinished = Witness &
  Pick<Action, 'id' | 'request'> & { readonly steps: readonly (Judged & Pick<Step, 'endedAt'>)[] };

/**
 * When a page may say that whom or what a record is about is still there, in milliseconds since 1970; null where
 * that is no question (any more).
 */
export function asksFrom(action: Unfinished): number | null {
  const { kind, leftAt, stillAt, steps } = action;
  if (kind === 'test-key' || leftAt !== null || stillAt !== undefined) return null;
  const step = steps.find(isNotKnown) ?? refusedLast(action);
  return step === undefined || step.endedAt === null ? null : step.endedAt + STILL_AFTER_MS;
}

function isNotKnown({ outcome }: Judged): boolean {
  return outcome !== null && NOT_KNOWN.has(outcome.code);
}

/** A person's last request, where all are over and that one came to nothing. Of many people nobody asks one by one. */
function refusedLast(action: Unfinished): Unfinished['steps'][number] | undefined {
  const { steps } = action;
  const isUnderWay = steps.some(({ state }) => state === 'waiting' || state === 'sending');
  if (isOneOfMany(action) || isUnderWay) return;
  const last = steps.findLast(({ outcome }) => outcome !== null);
  const isOfPerson = last?.operation === 'ban-user' || last?.operation === 'kick';
  return isOfPerson && (last.state === 'refused' || last.state === 'failed') ? last : undefined;
}
