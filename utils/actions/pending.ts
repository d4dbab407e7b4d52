import type { Action } from '~/utils/journal/action';
import { CONFIRM_WITHIN_MS, sameFrame } from '~/utils/journal/action';
import { byRequest } from '~/utils/journal/batch-summary';
import type { Answered, RequestDeps, RequestRefusal } from './request';
import { isExpired } from './request';

export type Pending = ReturnType<typeof createWaiting>;

type Closed = 'expired' | 'replaced' | 'cancelled';

const NOTHING: Pick<Action, 'frame'> = { frame: null };

/** The requests that wait for the person: a minute each, and one a meeting. */
export function createWaiting({ journal, now }: Pick<RequestDeps, 'journal' | 'now'>) {
  /** Requests that still wait, oldest first; those whose minute is over are marked as expired. */
  async function settle(): Promise<Action[]> {
    const staged = await journal.inState('pending');
    const at = now();
    await closeAll(
      staged.filter((action) => isExpired(action, at)),
      'expired',
    );
    const live = byRequest(staged.filter((action) => !isExpired(action, at)));
    // One meeting asks one thing at a time. More is what a worker left that was stopped in between.
    const overtaken = live.filter(([{ frame } = NOTHING], index) =>
      live.slice(index + 1).some(([later]) => frame && later && sameFrame(later.frame, frame)),
    );
    await replace(overtaken.flat());
    return live.filter((request) => !overtaken.includes(request)).flat();
  }

  /** Takes back what a newer request overtakes. */
  function replace(actions: readonly Action[]): Promise<void> {
    return closeAll(actions, 'replaced');
  }

  async function closeAll(actions: readonly Action[], state: Closed): Promise<void> {
    for (const [first] of byRequest(actions)) {
      if (first?.batch) await closeBatch(first.batch, state);
      else if (first) await close(first.id, state);
    }
  }

  /** Closes everybody of a batch who waits. */
  function closeBatch(batch: string, state: Closed) {
    return journal.updateAll(batch, (actions) =>
      actions.filter(maybe(state)).map((action) => ({ ...action, state, endedAt: now() })),
    );
  }

  async function close(id: string, state: Closed) {
    return journal.update(id, (action) =>
      maybe(state)(action) ? { ...action, state, endedAt: now() } : null,
    );
  }

  /** What may be closed so now: it may have been confirmed since it was looked at, or given more time. */
  function maybe(state: Closed): (action: Action) => boolean {
    return (action) => isStaged(action) && (state !== 'expired' || isExpired(action, now()));
  }

  /** Another minute for what waits: the time went by while the person typed the passphrase. */
  async function renew(): Promise<void> {
    const expiresAt = now() + CONFIRM_WITHIN_MS;
    for (const [first] of byRequest(await settle())) {
      if (first?.batch) {
        await journal.updateAll(first.batch, (actions) =>
          actions.filter(isStaged).map((action) => ({ ...action, expiresAt })),
        );
      } else if (first) {
        await journal.update(first.id, (action) =>
          isStaged(action) ? { ...action, expiresAt } : null,
        );
      }
    }
  }

  async function cancel(id: string): Promise<Answered> {
    const result = await close(id, 'cancelled');
    if (result === null) return { ok: false, code: 'gone', action: null };
    if (result.changed || result.action.state === 'cancelled') {
      return { ok: true, action: result.action };
    }
    return { ok: false, code: whyNot(result.action), action: result.action };
  }

  /** Why a request cannot be confirmed (any more). */
  async function refuse(action: Action): Promise<Answered> {
    if (isExpired(action, now())) await close(action.id, 'expired');
    return { ok: false, code: whyNot(action), action };
  }

  return { settle, replace, close, closeBatch, renew, cancel, refuse };
}

function isStaged({ state }: Action): boolean {
  return state === 'pending';
}

function whyNot(action: Action): RequestRefusal {
  if (action.state === 'pending' || action.state === 'expired') return 'expired';
  if (action.state === 'cancelled' || action.state === 'replaced') return 'cancelled';
  return 'already-confirmed';
}
