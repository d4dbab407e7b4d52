import type { Action, Target } from '~/utils/journal/action';
import { type BatchKind, batchOf, byRequest, isRepeatable } from '~/utils/journal/batch-summary';
import { sameFrame } from '~/utils/journal/frame';
import { sameMeeting } from '~/utils/journal/same-meeting';
import { type BatchAnswered, whyNotMany } from './batch-answer';
import { createBatchConfirm } from './batch-confirm';
import type { DeskDeps, DeskRefusal, Staged } from './desk-types';
import type { Waiting } from './pending';
import { planBatch, type Wish } from './recheck';
import { type Request, stagedAction } from './request';

/** Many people of one meeting who are asked for at once. */
export interface BatchRequest extends Pick<Request, 'meeting' | 'base'> {
  readonly frame: NonNullable<Action['frame']>;
  readonly wishes: readonly Wish[];
}

/** Everybody asked for in the same way. */
export function wishesOf(kind: BatchKind, targets: readonly Target[]): Wish[] {
  return targets.map((target) => ({ kind, target }));
}

/** The part of the desk that stages, cancels and repeats batches. */
export function createBatchDesk(
  deps: DeskDeps,
  waiting: Waiting,
  /** Stages a single request; and takes staging one after the other. */
  single: {
    readonly stageNow: (request: Request) => Promise<Staged>;
    readonly inTurn: (work: () => Promise<Staged>) => Promise<Staged>;
  },
) {
  const { journal, now, newId, keyFor } = deps;

  /** Writes a batch down to wait: all of it, or nothing. One person alone is a single request. */
  function stageMany(request: BatchRequest): Promise<Staged> {
    return single.inTurn(() => stageManyNow(request));
  }

  async function stageManyNow(request: BatchRequest): Promise<Staged> {
    const { meeting, frame, base = null, wishes } = request;
    if ((await keyFor(meeting.appId)).state === 'none') return { ok: false, code: 'no-key' };
    const { people, leftOut } = planBatch(wishes, await deps.look({ frame }));
    const [first] = people;
    if (first === undefined) return { ok: false, code: whyNobody(wishes, leftOut) };
    if (people.length === 1 && leftOut.length === 0) {
      return single.stageNow({ ...first, meeting, frame, base });
    }
    const others = await waiting.settle();
    const requests = byRequest(others);
    const same = requests.find((one) => asksForTheSame(one, people, request));
    if (same?.[0]?.batch) return { ok: true, id: same[0].batch };
    const batch = newId();
    const at = now();
    const record = (wish: Wish) =>
      stagedAction({ ...wish, meeting, frame, base, batch }, newId(), at);
    const records = [
      ...people.map(record),
      ...leftOut.map(
        ({ why, ...wish }): Action => ({
          ...record(wish),
          state: 'cancelled',
          endedAt: at,
          changes: [why],
        }),
      ),
    ];
    try {
      await journal.addAll(records);
    } catch {
      return { ok: false, code: 'journal-failed' };
    }
    await waiting.replace(others.filter((other) => sameFrame(other.frame, frame)));
    return { ok: true, id: batch };
  }

  async function cancelMany(batch: string): Promise<BatchAnswered> {
    const { actions, changed } = await waiting.closeBatch(batch, 'cancelled');
    const view = batchOf(actions, false);
    if (view === null) return { ok: false, code: 'gone', batch: null };
    if (changed.length > 0 || view.state === 'cancelled') return { ok: true, batch: view };
    return { ok: false, code: whyNotMany(view), batch: view };
  }

  /** Stages those of a batch anew for whom something was not accepted. */
  async function repeatMany(batch: string): Promise<Staged> {
    const again = (await journal.ofBatch(batch)).filter(isRepeatable);
    const [first] = again;
    if (!first?.frame) return { ok: false, code: 'gone' };
    const { meeting, frame, base } = first;
    const wishes = again.flatMap((action): Wish[] => {
      const { target } = action;
      return target === null ? [] : [{ kind: stillToDo(action), target }];
    });
    return stageMany({ meeting, frame, base, wishes });
  }

  const confirmMany = createBatchConfirm(deps, waiting);
  return { stageMany, confirmMany, cancelMany, repeatMany };
}

/** A ban that was accepted is not asked for again when only the removal is open. */
function stillToDo({ kind, steps }: Action): BatchKind {
  const banned = steps.some(
    ({ operation, state }) => operation === 'ban-user' && state === 'accepted',
  );
  return kind === 'ban' && !banned ? 'ban' : 'remove';
}

function whyNobody(
  wishes: readonly Wish[],
  leftOut: readonly { readonly why: string }[],
): DeskRefusal {
  if (leftOut.some(({ why }) => why === 'yourself')) return 'yourself';
  return wishes.some(({ kind }) => kind === 'ban') ? 'no-user-id' : 'no-participant-id';
}

function asksForTheSame(
  waiting: readonly Action[],
  people: readonly Wish[],
  { meeting, frame, base = null }: BatchRequest,
): boolean {
  const [first] = waiting;
  if (first?.batch == null || waiting.length !== people.length) return false;
  const there = new Set(waiting.map(wishKey));
  return (
    sameMeeting(first.meeting, meeting) &&
    sameFrame(first.frame, frame) &&
    first.base === base &&
    people.every((wish) => there.has(wishKey(wish)))
  );
}

function wishKey({ kind, target }: Pick<Action, 'kind' | 'target'>): string {
  return JSON.stringify([kind, target?.participantId, target?.userId]);
}
