import type { AppId } from '~/utils/jaas/app-id';
import type { KeyId } from '~/utils/jaas/key-id';
import { agreesWithRoomJid, rawRoomSchema } from '~/utils/jaas/room';
import { parseUserId } from '~/utils/jaas/user-id';
import type { Action, TokenFacts } from './action';
import { sameFrame } from './frame';
import type { Journal } from './journal';
import { CONFIRM_WITHIN_MS } from './limits';
import type { Look } from './look';
import { asksTheSame, isExpired, type Request, stagedAction } from './stage';
import { planSteps } from './steps';
import { lookAgain } from './target';

/** Which key would sign for an AppID. */
export type KeyReadiness = 'none' | 'ready' | 'locked' | 'damaged';

export interface DeskDeps {
  readonly journal: Journal;
  readonly now: () => number;
  readonly newId: () => string;
  readonly keyFor: (appId: AppId) => Promise<{ state: KeyReadiness; keyId: KeyId | null }>;
  /** What the action's meeting page shows right now; null where no panel answers. */
  readonly look: (action: Action) => Promise<Look | null>;
}

export type DeskRefusal =
  | 'no-key'
  | 'damaged-key'
  | 'locked'
  | 'no-user-id'
  | 'bad-user-id'
  | 'no-participant-id'
  | 'yourself'
  | 'bad-token'
  | 'other-meeting'
  | 'expired'
  | 'already-confirmed'
  | 'cancelled'
  | 'gone'
  | 'changed'
  | 'journal-failed';

export type Staged =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: DeskRefusal };

export type Answered =
  | { readonly ok: true; readonly action: Action }
  | { readonly ok: false; readonly code: DeskRefusal; readonly action: Action | null };

export interface Confirmation {
  readonly id: string;
  readonly alsoRemove: boolean;
  readonly note: string;
  /** What the person saw; null where the action has no target. */
  readonly seen: {
    readonly participantId: string | null;
    readonly userId: string | null;
    readonly name: string | null;
  } | null;
}

/**
 * Where requests wait for the person: nothing is sent before its confirmation, and nothing is
 * confirmed twice. Every decision is one transaction of the journal, so that two windows, a double
 * click or a restarted worker cannot both win.
 */
export function createDesk({ journal, now, newId, keyFor, look }: DeskDeps) {
  let turn: Promise<unknown> = Promise.resolve();

  /**
   * Writes a request down to wait. The same request asked again is the one that waits already; requests
   * are taken one after the other, so that two of them see each other.
   */
  function stage(request: Request): Promise<Staged> {
    const mine = turn.then(() => stageNow(request));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function stageNow(request: Request): Promise<Staged> {
    const refusal = refusalOf(request);
    if (refusal) return { ok: false, code: refusal };
    if ((await keyFor(request.meeting.appId)).state === 'none')
      return { ok: false, code: 'no-key' };
    const waiting = await settle();
    const same = waiting.find((action) => asksTheSame(action, request));
    if (same) return { ok: true, id: same.id };
    const action = stagedAction(request, newId(), now());
    try {
      await journal.add(action);
    } catch {
      return { ok: false, code: 'journal-failed' };
    }
    // One meeting asks one thing at a time: the newest wish of the host is the one that counts.
    if (request.frame) {
      for (const other of waiting.filter((other) => sameFrame(other.frame, request.frame))) {
        await close(other.id, 'replaced');
      }
    }
    return { ok: true, id: action.id };
  }

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

  /**
   * Turns a waiting request into a confirmed one with its steps, or says why not. The target is
   * read again first; when it is not what the person saw, they are asked again.
   */
  async function confirm(confirmation: Confirmation): Promise<Answered> {
    const action = await journal.get(confirmation.id);
    if (action === null) return { ok: false, code: 'gone', action: null };
    if (action.state !== 'staged' || isExpired(action, now())) return refuse(action);
    const key = await keyFor(action.meeting.appId);
    if (key.state !== 'ready') return { ok: false, code: KEY_REFUSALS[key.state], action };
    const seenNow = action.frame ? await look(action) : null;
    if (!isSameRoom(action, seenNow)) return { ok: false, code: 'other-meeting', action };
    const second = action.target ? lookAgain(action.target, seenNow) : ({ kind: 'same' } as const);
    if (second.kind === 'yourself') return { ok: false, code: 'yourself', action };
    // Not seeing is no fact about the person. The host is told once, and decides.
    if (second.kind === 'unseen' && action.changes.includes('unseen')) {
      return commit(confirmation, key.keyId);
    }
    if (second.kind === 'unseen') return askAgain(action, action.target, ['unseen']);
    if (second.kind === 'changed') {
      const asked = await askAgain(action, second.target, second.changes);
      if (action.kind !== 'remove' || !second.changes.includes('gone')) return asked;
      await close(action.id, 'cancelled');
      return { ok: false, code: 'gone', action: asked.action };
    }
    return commit(confirmation, key.keyId);
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
    if (updated && !updated.changed) return refuse(updated.action);
    return { ok: false, code: 'changed', action: updated?.action ?? action };
  }

  async function commit(
    { id, alsoRemove, note, seen }: Confirmation,
    keyId: KeyId | null,
  ): Promise<Answered> {
    let stale = false;
    const result = await journal
      .update(id, (current) => {
        if (current.state !== 'staged' || isExpired(current, now())) return null;
        stale = !showed(current, seen);
        if (stale) return null;
        const steps = planSteps(current.kind, current.target, alsoRemove);
        return { ...current, state: 'confirmed', confirmedAt: now(), keyId, note, steps };
      })
      .catch(() => 'journal-failed' as const);
    if (result === 'journal-failed') return { ok: false, code: 'journal-failed', action: null };
    if (result === null) return { ok: false, code: 'gone', action: null };
    if (stale) return { ok: false, code: 'changed', action: result.action };
    if (!result.changed) return refuse(result.action);
    return { ok: true, action: result.action };
  }

  async function refuse(action: Action): Promise<Answered> {
    if (isExpired(action, now())) await close(action.id, 'expired');
    return { ok: false, code: whyNot(action), action };
  }

  /** Stages what an ended action asked for once more, by another base address if one is named. */
  async function repeat(id: string, base: Action['base']): Promise<Staged> {
    const action = await journal.get(id);
    if (action === null) return { ok: false, code: 'gone' };
    if (action.kind === 'ban-token') return { ok: false, code: 'bad-token' };
    if (action.kind === 'test-key') return { ok: false, code: 'gone' };
    const { meeting, frame, target } = action;
    // A ban that was accepted is not asked for again when only the removal is open.
    const banned = action.steps.some(
      ({ operation, state }) => operation === 'ban-user' && state === 'accepted',
    );
    const kind = banned && action.steps.length > 1 ? 'remove' : action.kind;
    return stage({ kind, meeting, frame, target, base });
  }

  /**
   * Writes down a token ban that the popup has shown and confirmed. The token itself is not kept:
   * it goes with the caller, and a worker that stops in between has lost it, which is said then.
   */
  async function commitTokenBan(
    request: { id: string; appId: Action['meeting']['appId']; facts: TokenFacts; note: string },
    base: Action['base'],
  ): Promise<Answered> {
    const key = await keyFor(request.appId);
    if (key.state !== 'ready') return { ok: false, code: KEY_REFUSALS[key.state], action: null };
    const meeting = { appId: request.appId, room: null };
    const { id, facts: token, note } = request;
    return addConfirmed({ kind: 'ban-token', meeting, base }, id, key.keyId, { token, note });
  }

  /**
   * Writes down a test of one key, which the options page has explained and confirmed: it ends a
   * meeting by a name that nobody can have chosen.
   */
  function commitKeyTest(id: string, appId: AppId, keyId: KeyId): Promise<Answered> {
    const meeting = { appId, room: rawRoomSchema.parse(`gavel-key-test-${newId()}`) };
    return addConfirmed({ kind: 'test-key', meeting }, id, keyId, {});
  }

  /** A record that begins as confirmed. The id comes from the page, so a double click is one action. */
  async function addConfirmed(
    request: Pick<Request, 'kind' | 'meeting' | 'base'>,
    id: string,
    keyId: KeyId | null,
    rest: Partial<Pick<Action, 'token' | 'note'>>,
  ): Promise<Answered> {
    const action: Action = {
      ...stagedAction({ ...request, frame: null, target: null }, id, now()),
      ...rest,
      state: 'confirmed',
      confirmedAt: now(),
      keyId,
      steps: planSteps(request.kind, null, false),
    };
    try {
      await journal.add(action);
    } catch {
      const before = await journal.get(id).catch(() => null);
      return { ok: false, code: before ? 'already-confirmed' : 'journal-failed', action: before };
    }
    return { ok: true, action };
  }

  return { stage, settle, renew, cancel, confirm, repeat, commitTokenBan, commitKeyTest };
}

const KEY_REFUSALS = { none: 'no-key', damaged: 'damaged-key', locked: 'locked' } as const;

function refusalOf({ kind, target }: Request): DeskRefusal | null {
  if (kind === 'ban') {
    if (!target?.userId) return 'no-user-id';
    if (!parseUserId(target.userId).ok) return 'bad-user-id';
  }
  return kind === 'remove' && !target?.participantId ? 'no-participant-id' : null;
}

/**
 * Whether the room that Jitsi says it has joined is the one of the frame's address. A breakout
 * room and a visitor node have addresses of their own; there the frame's address alone counts.
 */
function isSameRoom({ meeting }: Action, seen: Look | null): boolean {
  if (!seen?.roomJid || seen.breakout || seen.visitor || meeting.room === null) return true;
  return agreesWithRoomJid({ appId: meeting.appId, room: meeting.room }, seen.roomJid);
}

function whyNot(action: Action): DeskRefusal {
  if (action.state === 'staged' || action.state === 'expired') return 'expired';
  if (action.state === 'cancelled' || action.state === 'replaced') return 'cancelled';
  return 'already-confirmed';
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
