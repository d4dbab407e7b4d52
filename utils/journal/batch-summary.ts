import * as z from 'zod';
import { mayBeDone } from '~/utils/jaas/outcome';
import { type Action, actionSchema, actionStateSchema, type Step } from './action';

/** The most people in one batch: more than JaaS lets into a meeting. */
export const BATCH_LIMIT = 2000;

/** A batch bans as many as it can, or only removes. */
const batchKindSchema = z.enum(['ban', 'remove']);
export type BatchKind = z.infer<typeof batchKindSchema>;

/** Many people under one confirmation, in numbers. The people themselves are asked for apart. */
export const batchSchema = z.object({
  id: z.uuid(),
  kind: batchKindSchema,
  meeting: actionSchema.shape.meeting,
  frame: actionSchema.shape.frame,
  /** `pending` waits; `confirmed` is in progress; `done` is over for everybody. */
  state: actionStateSchema,
  stagedAt: z.number(),
  expiresAt: z.number(),
  confirmedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** How many people it is about, without those who were left out before it was confirmed. */
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
  /** Whether people of it are being worked through right now. */
  running: z.boolean(),
});
export type Batch = z.infer<typeof batchSchema>;

/** What became of one person of a batch, by the step that matters most. */
export type PersonOutcome =
  | 'open'
  | 'accepted'
  | 'refused'
  | 'failed'
  | 'unknown'
  | 'not-sent'
  | 'left-out';

/** What became of one person of a batch; `left-out` was dropped before anything was confirmed. */
export function personOutcome({ state, steps }: Action): PersonOutcome {
  if (state === 'pending' || state === 'confirmed') return 'open';
  if (state !== 'done') return 'left-out';
  if (steps.some(({ outcome }) => outcome !== null && mayBeDone(outcome))) return 'unknown';
  if (!steps.some(wasTried)) return 'not-sent';
  if (steps.some((step) => step.state === 'refused' && wasTried(step))) return 'refused';
  return steps.every(({ state: one }) => one === 'accepted') ? 'accepted' : 'failed';
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
 * A batch in numbers.
 *
 * @param actions all records of one batch
 * @param running whether its people are being worked through now
 * @returns null where there are no records
 */
export function batchOf(actions: readonly Action[], running: boolean): Batch | null {
  const counted = takingPart(actions);
  const [first] = counted;
  if (first?.batch == null) return null;
  const outcomes = counted.map(personOutcome);
  const count = (...kinds: PersonOutcome[]) => outcomes.filter((one) => kinds.includes(one)).length;
  const state = stateOf(counted);
  return {
    id: first.batch,
    kind: counted.some(({ kind }) => kind === 'ban') ? 'ban' : 'remove',
    meeting: first.meeting,
    frame: first.frame,
    state,
    stagedAt: first.stagedAt,
    expiresAt: first.expiresAt,
    confirmedAt: first.confirmedAt,
    endedAt: state === 'pending' || state === 'confirmed' ? null : latest(counted),
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

/** The people that a batch is about, without those who were left out of it. */
export function takingPart(actions: readonly Action[]): readonly Action[] {
  const inIt = actions.filter(({ state }) => IN_IT.has(state));
  return inIt.length > 0 ? inIt : actions;
}

const IN_IT: ReadonlySet<Action['state']> = new Set(['pending', 'confirmed', 'done']);

function stateOf(actions: readonly Action[]): Action['state'] {
  const states = new Set(actions.map(({ state }) => state));
  for (const state of ['pending', 'confirmed', 'done'] as const)
    if (states.has(state)) return state;
  return actions[0]?.state ?? 'cancelled';
}

function latest(actions: readonly Action[]): number | null {
  return actions.reduce<number | null>(
    (last, { endedAt }) => (endedAt !== null && endedAt > (last ?? endedAt - 1) ? endedAt : last),
    null,
  );
}

/** Records by what the person is asked about: each batch is one, and each single request. */
export function byRequest(actions: readonly Action[]): Action[][] {
  const requests = new Map<string, Action[]>();
  for (const action of actions) {
    const key = action.batch ?? action.id;
    const others = requests.get(key);
    if (others) others.push(action);
    else requests.set(key, [action]);
  }
  return [...requests.values()];
}
