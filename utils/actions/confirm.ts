import { agreesWithRoomJid } from '~/utils/jaas/room-address';
import { type Action, CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import { closureOf } from './closure';
import type { Pending } from './pending';
import { bannedIn, isCovered } from './plan';
import { recheckAll } from './recheck';
import {
  type Answered,
  type Confirmation,
  type Depart,
  isExpired,
  KEY_REFUSALS,
  type Look,
  type RequestDeps,
  type RequestRefusal,
  signerOf,
} from './request';
import { beginStep, planSteps } from './steps';

/** What makes a waiting request a confirmed one, and nothing else does. */
export function createConfirm({ journal, now, keyFor, look }: RequestDeps, pending: Pending) {
  /**
   * Turns a waiting request into a confirmed one with its steps, all of it in one transaction, or
   * says why not. Everybody it is about is read again first, with one look; where somebody is not
   * what the host saw, the host is asked again.
   *
   * @param depart sends it at once; without it the first step waits for the runner
   */
  async function confirm(confirmation: Confirmation, depart?: Depart): Promise<Answered> {
    const records = await journal.ofRequest(confirmation.id);
    const open = records.filter(({ state }) => state === 'pending');
    const [first] = open;
    if (first === undefined || isExpired(first, now())) {
      return pending.refuse(confirmation.id, records);
    }
    const [key, seenNow] = await Promise.all([
      keyFor(first.meeting.appId),
      first.frame ? look(first) : null,
    ]);
    if (key.state !== 'ready') return refusal(KEY_REFUSALS[key.state], records);
    // What waits goes with the page that asked: another one may stand in its frame by now.
    if (seenNow === 'absent') {
      const { actions } = await pending.close(confirmation.id, 'cancelled');
      return refusal('not-in-meeting', actions);
    }
    if (!isSameRoom(first, seenNow)) return refusal('other-meeting', records);
    const rechecked = recheckAll(open, seenNow, now(), records);
    const byId = new Map(rechecked.actions.map((action) => [action.id, action]));
    return rechecked.ask
      ? askAgain(confirmation.id, byId)
      : commit(confirmation, byId, signerOf(key), depart);
  }

  /** Shows what is true now, with another minute to decide. */
  async function askAgain(id: string, rechecked: ById): Promise<Answered> {
    const expiresAt = now() + CONFIRM_WITHIN_MS;
    const result = await journal
      .updateRequest(id, (records) => {
        const open = records.filter((record) => isOpen(record, now()));
        return open.map((record) => ({ ...(rechecked.get(record.id) ?? record), expiresAt }));
      })
      .catch(() => null);
    if (result === null) return refusal('journal-failed', [...rechecked.values()]);
    const { actions: records, changed } = result;
    if (changed.length === 0) return pending.refuse(id, records);
    if (changed.some(({ state }) => state === 'pending')) return refusal('changed', records);
    const onlyMe = changed.every(({ changes }) => changes.includes('yourself'));
    return refusal(onlyMe ? 'yourself' : 'gone', records);
  }

  /** @param meant what is to be sent of what was shown */
  async function commit(
    { id, alsoRemove, note, keepClosed, seen }: Confirmation,
    meant: ById,
    signer: ReturnType<typeof signerOf>,
    depart: Depart | undefined,
  ): Promise<Answered> {
    let stale = false;
    const written: ReturnType<typeof journal.updateRequest> = journal.updateRequest(
      id,
      (records) => {
        const at = now();
        const open = records.filter((record) => isOpen(record, at));
        stale = open.length > 0 && !showedAll(open, seen);
        if (stale) return null;
        const possible = open.map((record) => asFarAsPossible(record, meant));
        const banned = bannedIn(possible);
        const decided = possible.map((record): Action => {
          if (record.state !== 'pending') return record;
          // The ban of their user id is all that is asked for, and another record of this request is it.
          if (!alsoRemove && isCovered(record, banned)) {
            return { ...record, state: 'cancelled', endedAt: at };
          }
          const steps = planSteps(record.kind, record.target, alsoRemove);
          const closure = record.kind === 'end-meeting' && keepClosed && closureOf(keepClosed);
          return {
            ...record,
            state: 'confirmed',
            confirmedAt: at,
            ...signer,
            note,
            steps,
            ...(closure && { closure }),
          };
        });
        if (depart === undefined || decided.length === 0) return decided;
        // One write less before a single request leaves.
        const leaving =
          decided.length === 1 ? decided.map((record) => beginStep(record, 0, at)) : decided;
        // Once this is handed to the disk: what it makes ready is not to keep that waiting.
        queueMicrotask(() =>
          depart(
            leaving.filter(({ state }) => state === 'confirmed'),
            written,
          ),
        );
        return leaving;
      },
    );
    const result = await written.catch(() => null);
    if (result === null) return refusal('journal-failed', []);
    if (stale) return refusal('changed', result.actions);
    if (result.changed.length === 0) return pending.refuse(id, result.actions);
    return { ok: true, records: result.actions };
  }

  return confirm;
}

/** What came of looking again, by the id of each record. */
type ById = ReadonlyMap<Action['id'], Action>;

/** A record as it was shown, and less of it where its person is not here any more. */
function asFarAsPossible(record: Action, meant: ById): Action {
  const one = meant.get(record.id);
  if (one === undefined) return record;
  const { kind, state, endedAt, changes } = one;
  const isHere = one.target?.participantId != null;
  const target =
    record.target && !isHere ? { ...record.target, participantId: null } : record.target;
  return { ...record, kind, state, endedAt, changes, target };
}

function refusal(code: RequestRefusal, records: readonly Action[]): Answered {
  return { ok: false, code, records };
}

/**
 * Whether the room that Jitsi says it has joined is the one of the frame's address. A breakout
 * room and a visitor node have addresses of their own; there the frame's address alone counts.
 */
export function isSameRoom({ meeting }: Pick<Action, 'meeting'>, seen: Look | null): boolean {
  if (!seen?.roomJid || seen.breakout || seen.visitor || meeting.room === null) return true;
  return agreesWithRoomJid({ ...meeting, room: meeting.room }, seen.roomJid);
}

function isOpen(record: Action, now: number): boolean {
  return record.state === 'pending' && !isExpired(record, now);
}

/** Whether these, and nobody else, were on the screen as they are. */
function showedAll(open: readonly Action[], seen: Confirmation['seen']): boolean {
  if (open.length !== seen.length) return false;
  const shown = new Map(seen.map((person) => [person.id, person]));
  return open.every(({ id, kind, target }) => {
    const person = shown.get(id);
    return (
      person !== undefined &&
      person.kind === kind &&
      person.participantId === (target?.participantId ?? null) &&
      person.userId === (target?.userId ?? null) &&
      person.name === (target?.name ?? null)
    );
  });
}
