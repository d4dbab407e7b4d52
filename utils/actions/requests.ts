import { parseUserId } from '~/utils/jaas/user-id';
import { type Action, sameFrame, sameMeeting, type Target } from '~/utils/journal/action';
import { type BatchKind, batchOf, byRequest, isRepeatable } from '~/utils/journal/batch-summary';
import { createBatchConfirm, createConfirm } from './confirm';
import { createWaiting, type Pending } from './pending';
import { createPreconfirmed } from './preconfirmed';
import { type BatchItem, planBatch } from './recheck';
import {
  asksTheSame,
  type BatchAnswered,
  type Request,
  type RequestDeps,
  type RequestRefusal,
  type Staged,
  stagedAction,
  whyNotMany,
} from './request';

/**
 * Where requests wait for the person: nothing is sent before its confirmation, and nothing is
 * confirmed twice. Every decision is one transaction of the journal, so that two windows, a double
 * click or a restarted worker cannot both win.
 */
export function createRequests(deps: RequestDeps) {
  const { journal, now, newId, keyFor } = deps;
  const waiting = createWaiting(deps);
  const confirm = createConfirm(deps, waiting);
  let turn: Promise<unknown> = Promise.resolve();

  /**
   * Writes a request down to wait. The same request asked again is the one that waits already; requests
   * are taken one after the other, so that two of them see each other.
   */
  function stage(request: Request): Promise<Staged> {
    return inTurn(() => stageNow(request));
  }

  function inTurn(work: () => Promise<Staged>): Promise<Staged> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function stageNow(request: Request): Promise<Staged> {
    const refusal = refusalOf(request);
    if (refusal) return { ok: false, code: refusal };
    if ((await keyFor(request.meeting.appId)).state === 'none')
      return { ok: false, code: 'no-key' };
    const others = await waiting.settle();
    const same = others.find((action) => asksTheSame(action, request));
    if (same) return { ok: true, id: same.id };
    const action = stagedAction(request, newId(), now());
    try {
      await journal.add(action);
    } catch {
      return { ok: false, code: 'journal-failed' };
    }
    // One meeting asks one thing at a time: the newest request of the host is the one that counts.
    if (request.frame) {
      await waiting.replace(others.filter((other) => sameFrame(other.frame, request.frame)));
    }
    return { ok: true, id: action.id };
  }

  /** Stages what an ended action asked for once more, by another base address if one is named. */
  async function repeat(id: string, base: Action['base']): Promise<Staged> {
    const action = await journal.get(id);
    if (action === null) return { ok: false, code: 'gone' };
    if (action.kind === 'ban-token') return { ok: false, code: 'bad-token' };
    if (action.kind === 'test-key') return { ok: false, code: 'gone' };
    const { meeting, frame, target, phone } = action;
    // A ban that was accepted is not asked for again when only the removal is open.
    const banned = action.steps.some(
      ({ operation, state }) => operation === 'ban-user' && state === 'accepted',
    );
    const kind = banned && action.steps.length > 1 ? 'remove' : action.kind;
    return stage({ kind, meeting, frame, target, base, phone });
  }

  const { settle, renew, cancel } = waiting;
  const batches = createBatchRequests(deps, waiting, { stageNow, inTurn });
  return { stage, settle, renew, cancel, confirm, repeat, ...createPreconfirmed(deps), ...batches };
}

function refusalOf({ kind, target }: Request): RequestRefusal | null {
  if (kind === 'ban') {
    if (!target?.userId) return 'no-user-id';
    if (!parseUserId(target.userId).ok) return 'bad-user-id';
  }
  return kind === 'remove' && !target?.participantId ? 'no-participant-id' : null;
}

/** Many people of one meeting who are asked for at once. */
interface BatchRequest extends Pick<Request, 'meeting' | 'base'> {
  readonly frame: NonNullable<Action['frame']>;
  readonly items: readonly BatchItem[];
}

/** Everybody asked for in the same way. */
export function itemsOf(kind: BatchKind, targets: readonly Target[]): BatchItem[] {
  return targets.map((target) => ({ kind, target }));
}

/** Creates, cancels and repeats the pending requests of batches. */
function createBatchRequests(
  deps: RequestDeps,
  waiting: Pending,
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
    const { meeting, frame, base = null, items } = request;
    if ((await keyFor(meeting.appId)).state === 'none') return { ok: false, code: 'no-key' };
    const { people, leftOut } = planBatch(items, await deps.look({ frame }));
    const [first] = people;
    if (first === undefined) return { ok: false, code: whyNobody(items, leftOut) };
    if (people.length === 1 && leftOut.length === 0) {
      return single.stageNow({ ...first, meeting, frame, base });
    }
    const others = await waiting.settle();
    const requests = byRequest(others);
    const same = requests.find((one) => asksForTheSame(one, people, request));
    if (same?.[0]?.batch) return { ok: true, id: same[0].batch };
    const batch = newId();
    const at = now();
    const record = (item: BatchItem) =>
      stagedAction({ ...item, meeting, frame, base, batch }, newId(), at);
    const records = [
      ...people.map(record),
      ...leftOut.map(
        ({ why, ...item }): Action => ({
          ...record(item),
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
    const items = again.flatMap((action): BatchItem[] => {
      const { target } = action;
      return target === null ? [] : [{ kind: stillToDo(action), target }];
    });
    return stageMany({ meeting, frame, base, items });
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
  items: readonly BatchItem[],
  leftOut: readonly { readonly why: string }[],
): RequestRefusal {
  if (leftOut.some(({ why }) => why === 'yourself')) return 'yourself';
  return items.some(({ kind }) => kind === 'ban') ? 'no-user-id' : 'no-participant-id';
}

function asksForTheSame(
  waiting: readonly Action[],
  people: readonly BatchItem[],
  { meeting, frame, base = null }: BatchRequest,
): boolean {
  const [first] = waiting;
  if (first?.batch == null || waiting.length !== people.length) return false;
  const there = new Set(waiting.map(itemKey));
  return (
    sameMeeting(first.meeting, meeting) &&
    sameFrame(first.frame, frame) &&
    first.base === base &&
    people.every((item) => there.has(itemKey(item)))
  );
}

function itemKey({ kind, target }: Pick<Action, 'kind' | 'target'>): string {
  return JSON.stringify([kind, target?.participantId, target?.userId]);
}
