import type { KeyId } from '~/utils/jaas/key-id';
import type { Action } from '~/utils/journal/action';
import { batchOf } from '~/utils/journal/batch-summary';
import { CONFIRM_WITHIN_MS } from '~/utils/journal/limits';
import { type BatchAnswered, whyNotMany } from './batch-answer';
import { isSameRoom } from './confirm';
import { type DeskDeps, KEY_REFUSALS } from './desk-types';
import type { Waiting } from './pending';
import { bannedIn, isCovered, lookAgainAtAll } from './recheck';
import { isExpired } from './request';
import { planSteps } from './steps';

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
export function createBatchConfirm({ journal, now, keyFor, look }: DeskDeps, waiting: Waiting) {
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
    const open = actions.filter(({ state }) => state === 'staged');
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
    if (result.changed.some(({ state }) => state === 'staged')) {
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
  return action.state === 'staged' && !isExpired(action, now);
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
