import { parseUserId } from '~/utils/jaas/user-id';
import type { Action } from '~/utils/journal/action';
import { sameFrame } from '~/utils/journal/frame';
import { createConfirm } from './confirm';
import type { DeskDeps, DeskRefusal, Staged } from './desk-types';
import { createWaiting } from './pending';
import { createCommit } from './preconfirmed';
import { asksTheSame, type Request, stagedAction } from './request';
import { createBatchDesk } from './requests';

/**
 * Where requests wait for the person: nothing is sent before its confirmation, and nothing is
 * confirmed twice. Every decision is one transaction of the journal, so that two windows, a double
 * click or a restarted worker cannot both win.
 */
export function createDesk(deps: DeskDeps) {
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
    // One meeting asks one thing at a time: the newest wish of the host is the one that counts.
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
  const batches = createBatchDesk(deps, waiting, { stageNow, inTurn });
  return { stage, settle, renew, cancel, confirm, repeat, ...createCommit(deps), ...batches };
}

function refusalOf({ kind, target }: Request): DeskRefusal | null {
  if (kind === 'ban') {
    if (!target?.userId) return 'no-user-id';
    if (!parseUserId(target.userId).ok) return 'bad-user-id';
  }
  return kind === 'remove' && !target?.participantId ? 'no-participant-id' : null;
}
