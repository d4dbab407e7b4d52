import type { KeyId } from '~/utils/jaas/ids';
import { agreesWithRoomJid } from '~/utils/jaas/room-address';
import { type Action, CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import { batchOf } from '~/utils/journal/batch-summary';
import type { Journal } from '~/utils/journal/journal';
import type { Pending } from './pending';
import { bannedIn, isCovered, lookAgain, lookAgainAtAll } from './recheck';
import {
  type Answered,
  type BatchAnswered,
  type Confirmation,
  type Depart,
  isExpired,
  KEY_REFUSALS,
  type Look,
  type RequestDeps,
  whyNotMany,
} from './request';
import { beginStep, planSteps } from './steps';

/** What makes a waiting request a confirmed one, and nothing else does. */
export function createConfirm({ journal, now, keyFor, look }: RequestDeps, waiting: Pending) {
  /**
   * Turns a waiting request into a confirmed one with its steps, or says why not. The target is
   * read again first; when it is not what the person saw, they are asked again.
   *
   * @param depart sends it at once; without it the first step waits for the runner
   */
  async function confirm(confirmation: Confirmation, depart?: Depart): Promise<Answered> {
    const action = await journal.get(confirmation.id);
    if (action === null) return { ok: false, code: 'gone', action: null };
    // One of many is confirmed with the others, or not at all.
    if (action.batch !== null) return { ok: false, code: 'changed', action };
    if (action.state !== 'pending' || isExpired(action, now())) return waiting.refuse(action);
    const [key, seenNow] = await Promise.all([
      keyFor(action.meeting.appId),
      action.frame ? look(action) : null,
    ]);
    if (key.state !== 'ready') return { ok: false, code: KEY_REFUSALS[key.state], action };
    if (!isSameRoom(action, seenNow)) return { ok: false, code: 'other-meeting', action };
    const second = action.target ? lookAgain(action.target, seenNow) : ({ kind: 'same' } as const);
    if (second.kind === 'yourself') return { ok: false, code: 'yourself', action };
    // Not seeing is no fact about the person. The host is told once, and decides.
    if (second.kind === 'unseen' && action.changes.includes('unseen')) {
      return commit(confirmation, key.keyId, depart);
    }
    if (second.kind === 'unseen') return askAgain(action, action.target, ['unseen']);
    if (second.kind === 'changed') {
      const asked = await askAgain(action, second.target, second.changes);
      if (action.kind !== 'remove' || !second.changes.includes('gone')) return asked;
      await waiting.close(action.id, 'cancelled');
      return { ok: false, code: 'gone', action: asked.action };
    }
    return commit(confirmation, key.keyId, depart);
  }

  /** Shows what is true now, with another minute to decide. */
  async function askAgain(
    action: Action,
    target: Action['target'],
    changes: Action['changes'],
  ): Promise<Answered> {
    const expiresAt = now() + CONFIRM_WITHIN_MS;
    const updated = await journal.update(action.id, (current) =>
      current.state === 'pending' && !isExpired(current, now())
        ? { ...current, target, changes, expiresAt }
        : null,
    );
    if (updated && !updated.changed) return waiting.refuse(updated.action);
    return { ok: false, code: 'changed', action: updated?.action ?? action };
  }

  async function commit(
    { id, alsoRemove, note, seen }: Confirmation,
    keyId: KeyId | null,
    depart: Depart | undefined,
  ): Promise<Answered> {
    let stale = false;
    const written: ReturnType<Journal['update']> = journal.update(id, (current) => {
      if (current.state !== 'pending' || isExpired(current, now())) return null;
      stale = !showed(current, seen);
      if (stale) return null;
      const steps = planSteps(current.kind, current.target, alsoRemove);
      const at = now();
      const confirmed = {
        ...current,
        state: 'confirmed',
        confirmedAt: at,
        keyId,
        note,
        steps,
      } as const;
      if (depart === undefined) return confirmed;
      // One write less before the request leaves.
      const begun = beginStep(confirmed, 0, at);
      // Once this is handed to the disk: what it makes ready is not to keep that waiting.
      queueMicrotask(() => depart(begun, written));
      return begun;
    });
    const result = await written.catch(() => 'journal-failed' as const);
    if (result === 'journal-failed') return { ok: false, code: 'journal-failed', action: null };
    if (result === null) return { ok: false, code: 'gone', action: null };
    if (stale) return { ok: false, code: 'changed', action: result.action };
    if (!result.changed) return waiting.refuse(result.action);
    return { ok: true, action: result.action };
  }

  return confirm;
}

/**
 * Whether the room that Jitsi says it has joined is the one of the frame's address. A breakout
 * room and a visitor node have addresses of their own; there the frame's address alone counts.
 */
export function isSameRoom({ meeting }: Pick<Action, 'meeting'>, seen: Look | null): boolean {
  if (!seen?.roomJid || seen.breakout || seen.visitor || meeting.room === null) return true;
  return agreesWithRoomJid({ ...meeting, room: meeting.room }, seen.roomJid);
}

function showed(action: Action, seen: Confirmation['seen']): boolean {
  const target = action.target;
  if (target === null || seen === null) return target === null && seen === null;
  return (
    target.participantId === seen.participantId &&
    target.userId === seen.userId &&
    target.name === seen.name
  );
}

/** What the host said yes to. */
export interface BatchConfirmation {
  readonly batch: string;
  readonly alsoRemove: boolean;
  readonly note: string;
  /** Everybody that they saw listed. */
  readonly seen: readonly {
    readonly id: string;
    readonly kind: Action['kind'];
    readonly participantId: string | null;
    readonly userId: string | null;
    readonly name: string | null;
  }[];
}

/** What makes a waiting batch a confirmed one. */
export function createBatchConfirm({ journal, now, keyFor, look }: RequestDeps, waiting: Pending) {
  const refusal = (
    code: Extract<BatchAnswered, { ok: false }>['code'],
    actions: readonly Action[],
  ): BatchAnswered => ({ ok: false, code, batch: batchOf(actions, false) });

  /**
   * Turns a waiting batch into a confirmed one, all of it in one transaction, or says why not.
   * Everybody is read again first, with one look; where somebody is not what the host saw, they are
   * asked again.
   */
  async function confirmMany(confirmation: BatchConfirmation): Promise<BatchAnswered> {
    const actions = await journal.ofBatch(confirmation.batch);
    const open = actions.filter(({ state }) => state === 'pending');
    const [first] = open;
    if (first === undefined || isExpired(first, now())) return refuse(confirmation.batch, actions);
    const key = await keyFor(first.meeting.appId);
    if (key.state !== 'ready') return refusal(KEY_REFUSALS[key.state], actions);
    const seenNow = await look(first);
    if (!isSameRoom(first, seenNow)) return refusal('other-meeting', actions);
    const second = lookAgainAtAll(open, seenNow, now());
    return second.different
      ? askAgain(confirmation.batch, second.actions)
      : commit(confirmation, key.keyId);
  }

  /** Shows what is true now, with another minute to decide. */
  async function askAgain(batch: string, read: readonly Action[]): Promise<BatchAnswered> {
    const expiresAt = now() + CONFIRM_WITHIN_MS;
    const readNow = new Map(read.map((action) => [action.id, action]));
    const result = await journal
      .updateAll(batch, (actions) => {
        const open = actions.filter((action) => isOpen(action, now()));
        return open.map((action) => ({ ...(readNow.get(action.id) ?? action), expiresAt }));
      })
      .catch(() => null);
    if (result === null) return refusal('journal-failed', read);
    if (result.changed.length === 0) return refuse(batch, result.actions);
    if (result.changed.some(({ state }) => state === 'pending')) {
      return refusal('changed', result.actions);
    }
    const onlyMe = result.changed.every(({ changes }) => changes.includes('yourself'));
    return refusal(onlyMe ? 'yourself' : 'gone', result.actions);
  }

  async function commit(
    { batch, alsoRemove, note, seen }: BatchConfirmation,
    keyId: KeyId | null,
  ): Promise<BatchAnswered> {
    let stale = false;
    const result = await journal
      .updateAll(batch, (actions) => {
        const at = now();
        const open = actions.filter((action) => isOpen(action, at));
        stale = open.length > 0 && !showedAll(open, seen);
        if (stale) return null;
        const banned = bannedIn(open);
        return open.map((action): Action => {
          // The ban of their user id is all that is asked for, and another record of this batch is it.
          if (!alsoRemove && isCovered(action, banned)) {
            return { ...action, state: 'cancelled', endedAt: at };
          }
          const steps = planSteps(action.kind, action.target, alsoRemove);
          return { ...action, state: 'confirmed', confirmedAt: at, keyId, note, steps };
        });
      })
      .catch(() => null);
    if (result === null) return { ok: false, code: 'journal-failed', batch: null };
    if (stale) return refusal('changed', result.actions);
    const view = batchOf(result.actions, true);
    if (view === null || result.changed.length === 0) return refuse(batch, result.actions);
    return { ok: true, batch: view };
  }

  /** Why a batch cannot be confirmed (any more). */
  async function refuse(batch: string, actions: readonly Action[]): Promise<BatchAnswered> {
    if (actions.some((action) => isExpired(action, now()))) {
      await waiting.closeBatch(batch, 'expired');
    }
    const view = batchOf(actions, false);
    return { ok: false, code: view === null ? 'gone' : whyNotMany(view), batch: view };
  }

  return confirmMany;
}

function isOpen(action: Action, now: number): boolean {
  return action.state === 'pending' && !isExpired(action, now);
}

/** Whether these, and nobody else, were on the screen as they are. */
function showedAll(open: readonly Action[], seen: BatchConfirmation['seen']): boolean {
  if (open.length !== seen.length) return false;
  const shown = new Map(seen.map((one) => [one.id, one]));
  return open.every(({ id, kind, target }) => {
    const one = shown.get(id);
    return (
      one !== undefined &&
      one.kind === kind &&
      one.participantId === target?.participantId &&
      one.userId === target.userId &&
      one.name === target.name
    );
  });
}
