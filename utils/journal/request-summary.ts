import * as z from 'zod';
import {
  type Action,
  type ActionKind,
  actionKindSchema,
  actionSchema,
  actionStateSchema,
  type Step,
} from './action';
import { isUnclear, standingOf } from './evidence';
import { isOneOfMany } from './request-id';

/** The most people in one request: more than JaaS lets into a meeting. */
export const PEOPLE_LIMIT = 2000;

/** What is asked for about people: a ban of as many as can be banned, or removal alone. */
export type PeopleKind = Extract<ActionKind, 'ban' | 'remove'>;

/**
 * A request in numbers: 1…n records under one confirmation. The records of many are asked for apart.
 */
export const requestSummarySchema = z.object({
  id: z.uuid(),
  kind: actionKindSchema,
  meeting: actionSchema.shape.meeting,
  frame: actionSchema.shape.frame,
  /** `pending` waits; `confirmed` is in progress; `done` is over for everybody. */
  state: actionStateSchema,
  stagedAt: z.number(),
  expiresAt: z.number(),
  confirmedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** The record, where the request is this one alone; null where it is about many people. */
  only: actionSchema.nullable(),
  /** How many records take part, without those that were left out before it was confirmed. */
  total: z.int(),
  /** How many of them are through; the other numbers count these. */
  done: z.int(),
  /** JaaS accepted all that was asked for. */
  accepted: z.int(),
  /** Something was refused or failed, after a request was sent. */
  failed: z.int(),
  /** Nobody knows whether it was done. */
  unknown: z.int(),
  /** Nothing was sent: stopped before their turn came. */
  notSent: z.int(),
  /** How many were seen leaving the meeting. */
  left: z.int(),
  /** How many could be asked for once more. */
  repeatable: z.int(),
  /** Whether it is being worked on right now. */
  running: z.boolean(),
});
export type RequestSummary = z.infer<typeof requestSummarySchema>;

/** What became of one record of a request, by the step that matters most. */
export type PersonOutcome =
  | 'open'
  | 'accepted'
  | 'refused'
  | 'failed'
  | 'unknown'
  | 'not-sent'
  | 'left-out';

/** What became of one person of a request; `left-out` was dropped before anything was confirmed. */
export function personOutcome(action: Action): PersonOutcome {
  const { state, steps } = action;
  if (state === 'pending' || state === 'confirmed') return 'open';
  if (state !== 'done') return 'left-out';
  const standing = steps.map((step) => standingOf(step, action));
  if (steps.some((step) => isUnclear(step, action))) return 'unknown';
  if (!steps.some(wasTried)) return 'not-sent';
  if (steps.some((step, at) => standing[at] === 'refused' && wasTried(step))) return 'refused';
  return standing.every((one) => one === 'accepted') ? 'accepted' : 'failed';
}

/** Whether a request for it left this device, or may have. */
function wasTried({ outcome }: Step): boolean {
  return outcome?.sent === true;
}

/** Whether asking once more for this person can change anything. */
export function isRepeatable(action: Action): boolean {
  const outcome = personOutcome(action);
  return outcome !== 'open' && outcome !== 'accepted' && outcome !== 'left-out';
}

/**
 * Returns a request in numbers; null where there are no records.
 *
 * @param records all records of one request
 * @param running whether it is being worked on now
 */
export function summaryOf(records: readonly Action[], running: boolean): RequestSummary | null {
  const counted = takingPart(records);
  const [first] = counted;
  if (first === undefined) return null;
  const outcomes = counted.map(personOutcome);
  const count = (...kinds: PersonOutcome[]) =>
    outcomes.filter((outcome) => kinds.includes(outcome)).length;
  const state = requestState(counted);
  return {
    id: first.request,
    kind: isOneOfMany(first) ? peopleKindOf(counted) : first.kind,
    meeting: first.meeting,
    frame: first.frame,
    state,
    stagedAt: first.stagedAt,
    expiresAt: first.expiresAt,
    confirmedAt: first.confirmedAt,
    endedAt: state === 'pending' || state === 'confirmed' ? null : latest(counted),
    only: isOneOfMany(first) ? null : first,
    total: counted.length,
    done: counted.filter((action) => action.state === 'done').length,
    accepted: count('accepted'),
    failed: count('refused', 'failed'),
    unknown: count('unknown'),
    notSent: count('not-sent'),
    left: counted.filter(({ leftAt }) => leftAt !== null).length,
    repeatable: counted.filter(isRepeatable).length,
    running,
  };
}

/** Returns what a request about many is for: a ban where one of these is. @param people those who take part in it */
export function peopleKindOf(people: readonly Action[]): PeopleKind {
  return people.some(({ kind }) => kind === 'ban') ? 'ban' : 'remove';
}

/** Returns the people that a request is about, without those who were left out of it. */
export function takingPart(actions: readonly Action[]): readonly Action[] {
  const inIt = actions.filter(({ state }) => IN_IT.has(state));
  return inIt.length > 0 ? inIt : actions;
}

const IN_IT: ReadonlySet<Action['state']> = new Set(['pending', 'confirmed', 'done']);

/** Returns where a request stands: at what most of its people still have before them. */
export function requestState(records: readonly Action[]): Action['state'] {
  const states = new Set(records.map(({ state }) => state));
  for (const state of ['pending', 'confirmed', 'done'] as const)
    if (states.has(state)) return state;
  return records[0]?.state ?? 'cancelled';
}

function latest(actions: readonly Action[]): number | null {
  return actions.reduce<number | null>(
    (last, { endedAt }) => (endedAt !== null && endedAt > (last ?? endedAt - 1) ? endedAt : last),
    null,
  );
}

/** Returns records by the request that they are of, in the order of the first of each. */
export function byRequest(actions: readonly Action[]): Action[][] {
  const requests = new Map<string, Action[]>();
  for (const action of actions) {
    const others = requests.get(action.request);
    if (others) others.push(action);
    else requests.set(action.request, [action]);
  }
  return [...requests.values()];
}
