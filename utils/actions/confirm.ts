import type { KeyId } from '~/utils/jaas/key-id';
import { agreesWithRoomJid } from '~/utils/jaas/room-address';
import type { Action } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { CONFIRM_WITHIN_MS } from '~/utils/journal/limits';
import {
  type Answered,
  type Confirmation,
  type Depart,
  type DeskDeps,
  KEY_REFUSALS,
} from './desk-types';
import type { Look } from './look';
import type { Waiting } from './pending';
import { isExpired } from './request';
import { beginStep, planSteps } from './steps';
import { lookAgain } from './target';

/** What makes a waiting request a confirmed one, and nothing else does. */
export function createConfirm({ journal, now, keyFor, look }: DeskDeps, waiting: Waiting) {
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
    if (action.state !== 'staged' || isExpired(action, now())) return waiting.refuse(action);
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
      current.state === 'staged' && !isExpired(current, now())
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
      if (current.state !== 'staged' || isExpired(current, now())) return null;
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
