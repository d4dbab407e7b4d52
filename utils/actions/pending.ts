import { type Action, CONFIRM_WITHIN_MS, type Frame, sameFrame } from '~/utils/journal/action';
import { byRequest, requestState } from '~/utils/journal/request-summary';
import { type Answered, isExpired, type RequestDeps, whyNot } from './request';
import { dropped } from './schedule';

export type Pending = ReturnType<typeof createPending>;

type Closed = 'expired' | 'replaced' | 'cancelled';

/** The requests that wait for the person: a minute each, and one a meeting. */
export function createPending({ journal, now }: Pick<RequestDeps, 'journal' | 'now'>) {
  /**
   * Returns the records that still wait, oldest first; those whose minute is over become `expired`.
   *
   * @param isMeant which of them; the others are left alone
   */
  async function expireStale(isMeant: (action: Action) => boolean = () => true): Promise<Action[]> {
    const pending = (await journal.inState('pending')).filter(isMeant);
    const at = now();
    await closeAll(
      pending.filter((action) => isExpired(action, at)),
      'expired',
    );
    const live = byRequest(pending.filter((action) => !isExpired(action, at)));
    // One meeting asks one thing at a time. More is what a worker left that was stopped in between.
    const overtaken = live.filter(([first], index) =>
      live
        .slice(index + 1)
        .some(([later]) => first?.frame && later && sameFrame(later.frame, first.frame)),
    );
    await replace(overtaken.flat());
    return live.filter((request) => !overtaken.includes(request)).flat();
  }

  /** Takes back what a newer request overtakes. */
  function replace(actions: readonly Action[]): Promise<void> {
    return closeAll(actions, 'replaced');
  }

  async function closeAll(actions: readonly Action[], state: Closed): Promise<void> {
    for (const request of new Set(actions.map((action) => action.request))) {
      await close(request, state);
    }
  }

  /** Closes what waits of a request: it may have been confirmed meanwhile, or given more time. */
  function close(id: string, state: Closed) {
    return journal.updateRequest(id, (records) => {
      const at = now();
      return records.flatMap((record): Action[] => {
        if (record.state === 'scheduled') {
          return state === 'cancelled' ? [dropped(record, 'cancelled', at)] : [];
        }
        const mayClose = state === 'expired' ? isExpired(record, at) : record.state === 'pending';
        return mayClose ? [{ ...record, state, endedAt: at }] : [];
      });
    });
  }

  /** Takes back what waits for pages that are gone. Returns whether there was any. */
  async function dropGone(isGone: (frame: Frame) => boolean): Promise<boolean> {
    const gone = (await journal.inState('pending')).filter(
      ({ frame }) => frame !== null && isGone(frame),
    );
    await closeAll(gone, 'cancelled');
    return gone.length > 0;
  }

  /**
   * Gives what waits another minute: the time went by while the person typed the passphrase.
   *
   * @param forMs how long it waits from now on, in milliseconds
   * @param only the one request that is given time; all that wait where none is named
   */
  async function renew(forMs = CONFIRM_WITHIN_MS, only?: string): Promise<void> {
    const expiresAt = now() + forMs;
    const waiting = new Set((await expireStale()).map((action) => action.request));
    for (const request of waiting) {
      if (only !== undefined && request !== only) continue;
      await journal.updateRequest(request, (records) =>
        records
          .filter(({ state }) => state === 'pending')
          .map((record) => ({ ...record, expiresAt })),
      );
    }
  }

  /** Takes back what waits for its confirmation or, where it is a scheduled end, for its time. */
  async function cancel(id: string): Promise<Answered> {
    const { actions: records, changed } = await close(id, 'cancelled');
    const isCancelled = records.length > 0 && requestState(records) === 'cancelled';
    return changed.length > 0 || isCancelled
      ? { ok: true, records }
      : { ok: false, code: whyNot(records), records };
  }

  /** Returns why a request cannot be confirmed (any more). */
  async function refuse(id: string, records: readonly Action[]): Promise<Answered> {
    if (records.some((record) => isExpired(record, now()))) await close(id, 'expired');
    return { ok: false, code: whyNot(records), records };
  }

  return { expireStale, replace, close, dropGone, renew, cancel, refuse };
}
