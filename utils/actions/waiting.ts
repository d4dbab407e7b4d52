import type { Action } from './action';
import type { Answered, DeskDeps, DeskRefusal } from './desk-types';
import { sameFrame } from './frame';
import { CONFIRM_WITHIN_MS } from './limits';
import { isExpired } from './stage';

export type Waiting = ReturnType<typeof createWaiting>;

/** The requests that wait for the person: a minute each, and one a meeting. */
export function createWaiting({ journal, now }: Pick<DeskDeps, 'journal' | 'now'>) {
  /** Requests that still wait, oldest first; those whose minute is over are marked as expired. */
  async function settle(): Promise<Action[]> {
    const staged = await journal.inState('staged');
    const at = now();
    for (const action of staged.filter((action) => isExpired(action, at))) {
      await close(action.id, 'expired');
    }
    const live = staged.filter((action) => !isExpired(action, at));
    // One meeting asks one thing at a time. More is what a worker left that was stopped in between.
    const overtaken = live.filter(
      ({ frame }, index) =>
        frame && live.slice(index + 1).some((later) => sameFrame(later.frame, frame)),
    );
    for (const { id } of overtaken) await close(id, 'replaced');
    return live.filter((action) => !overtaken.includes(action));
  }

  async function close(id: string, state: 'expired' | 'replaced' | 'cancelled') {
    return journal.update(id, (action) =>
      action.state === 'staged' ? { ...action, state, endedAt: now() } : null,
    );
  }

  /** Another minute for what waits: the time went by while the person typed the passphrase. */
  async function renew(): Promise<void> {
    const expiresAt = now() + CONFIRM_WITHIN_MS;
    for (const { id } of await settle()) {
      await journal.update(id, (action) =>
        action.state === 'staged' ? { ...action, expiresAt } : null,
      );
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

  return { settle, close, renew, cancel, refuse };
}

function whyNot(action: Action): DeskRefusal {
  if (action.state === 'staged' || action.state === 'expired') return 'expired';
  if (action.state === 'cancelled' || action.state === 'replaced') return 'cancelled';
  return 'already-confirmed';
}
