import { turns } from '~/utils/async';
import { parseUserId } from '~/utils/jaas/user-id';
import {
  type Action,
  type AskedTarget,
  type Frame,
  frameKey,
  sameFrame,
} from '~/utils/journal/action';
import { isOneOfMany } from '~/utils/journal/request-id';
import { byRequest, isRepeatable, type PeopleKind } from '~/utils/journal/request-summary';
import { createConfirm } from './confirm';
import { createPending } from './pending';
import { type Plan, planPeople } from './plan';
import { createPreconfirmed } from './preconfirmed';
import {
  asksForTheSame,
  pendingAction,
  type Request,
  type RequestDeps,
  type RequestItem,
  type RequestRefusal,
  type Staged,
} from './request';
import { canRemove } from './steps';

/**
 * Where requests wait for the person: nothing is sent before its confirmation, and nothing is
 * confirmed twice. A request is 1…n records that share an id, and every decision about it is one
 * transaction of the journal, so that two windows, a double click or a restarted worker cannot both
 * win.
 */
export function createRequests(deps: RequestDeps) {
  const { journal, now, newId, keyFor } = deps;
  const pending = createPending(deps);
  // One after the other in each frame, so that two requests of it see each other; other frames go on.
  const inTurn = turns();

  /**
   * Writes a request down to wait, all of it or nothing. The same request asked again is the one that
   * waits already.
   */
  async function stage(request: Request): Promise<Staged> {
    const refusal = whyNotAsked(request);
    if (refusal) return { ok: false, code: refusal };
    if ((await keyFor(request.meeting.appId)).state === 'none')
      return { ok: false, code: 'no-key' };
    const plan = await planOf(request);
    if (plan.people.length === 0) return { ok: false, code: whyNobody(request, plan) };
    // What is asked for by hand has one turn for all.
    return inTurn(request.frame ? frameKey(request.frame) : '', () => stageNow(request, plan));
  }

  /** What is asked for about one alone is done or refused; of many, each as far as it can be. */
  async function planOf(request: Request): Promise<Plan> {
    const { items } = request;
    if (items.length === 1) return { people: items, leftOut: [] };
    // Looked at before the request takes its turn: a page that is slow to answer keeps no other waiting.
    const seen = await deps.look(request);
    return planPeople(items, seen === 'absent' ? null : seen);
  }

  async function stageNow(request: Request, { people, leftOut }: Plan): Promise<Staged> {
    const others = await pending.expireStale(({ frame }) => sameFrame(frame, request.frame));
    const same = byRequest(others).find((records) =>
      asksForTheSame(records, { ...request, items: people }),
    );
    if (same?.[0]) return { ok: true, id: same[0].request };
    const id = newId();
    const isAlone = people.length + leftOut.length === 1;
    const at = now();
    const record = (item: RequestItem) =>
      pendingAction(request, item, { id: isAlone ? id : newId(), request: id }, at);
    const out = leftOut.map(
      ({ why, ...item }): Action => ({
        ...record(item),
        state: 'cancelled',
        endedAt: at,
        changes: [why],
      }),
    );
    try {
      await journal.add(...people.map(record), ...out);
    } catch {
      return { ok: false, code: 'journal-failed' };
    }
    // One meeting asks one thing at a time: the newest request of the host is the one that counts.
    if (request.frame) await pending.replace(others);
    return { ok: true, id };
  }

  /**
   * Stages once more what a request asked for, by the same base address where no other is named: one
   * alone as it was; of many those for whom something was not accepted, or all where nobody confirmed it
   * in time.
   *
   * @param frameNow where the meeting of a record is open now, or null
   */
  async function repeat(
    id: string,
    base: Action['base'],
    frameNow: (record: Action) => Promise<Frame | null>,
  ): Promise<Staged> {
    const records = await journal.ofRequest(id);
    const again = records.filter((record) => !isOneOfMany(record) || isOpenAgain(record));
    const [first] = again;
    if (first === undefined || first.kind === 'test-key') return { ok: false, code: 'no-record' };
    if (first.kind === 'ban-token') return { ok: false, code: 'bad-token' };
    const { meeting, phone } = first;
    const frame = await frameNow(first);
    const items = again.map((record) => ({
      kind: stillToDo(record),
      target: record.target,
      ...(record.chosenBy !== undefined && { chosenBy: record.chosenBy }),
    }));
    return stage({ meeting, frame, items, base: base ?? first.base, phone });
  }

  return {
    stage,
    repeat,
    confirm: createConfirm(deps, pending),
    expireStale: pending.expireStale,
    renew: pending.renew,
    dropGone: pending.dropGone,
    cancel: pending.cancel,
    ...createPreconfirmed(deps),
  };
}

/** Returns everybody asked for in the same way. */
export function itemsOf(kind: PeopleKind, targets: readonly AskedTarget[]): RequestItem[] {
  return targets.map(({ chosenBy, ...target }) => ({
    kind,
    target,
    ...(chosenBy !== undefined && { chosenBy }),
  }));
}

/** Returns why a request about one alone cannot be asked for, or null. */
function whyNotAsked({ items }: Request): RequestRefusal | null {
  const [item] = items;
  if (item === undefined || items.length > 1) return null;
  const { kind, target } = item;
  if (kind === 'ban') {
    if (!target?.userId) return 'no-user-id';
    if (!parseUserId(target.userId).ok) return 'bad-user-id';
  }
  return kind === 'remove' && !canRemove(target) ? 'no-participant-id' : null;
}

function whyNobody({ items }: Request, { leftOut }: Plan): RequestRefusal {
  if (leftOut.some(({ why }) => why === 'yourself')) return 'yourself';
  return items.some(({ kind }) => kind === 'ban') ? 'no-user-id' : 'no-participant-id';
}

function isOpenAgain(record: Action): boolean {
  return record.state === 'expired' || isRepeatable(record);
}

/** A ban that was accepted is not asked for again when only the removal is open. */
function stillToDo({ kind, steps }: Action): Action['kind'] {
  const isBanned = steps.some(
    ({ operation, state }) => operation === 'ban-user' && state === 'accepted',
  );
  return kind === 'ban' && isBanned && steps.length > 1 ? 'remove' : kind;
}
