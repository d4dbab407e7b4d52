import { rawRoomSchema } from '~/utils/borders/schemas';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import type { Action, TokenFacts } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import {
  type Answered,
  KEY_REFUSALS,
  pendingAction,
  type RequestDeps,
  type RequestItem,
  signerOf,
} from './request';
import { planSteps } from './steps';

/** Records of what one of Gavel's own pages has shown and confirmed before it asked. */
export function createPreconfirmed({ journal, now, newId, keyFor }: RequestDeps) {
  /**
   * Writes down a token ban that the popup has shown and confirmed. The token itself is not kept:
   * it goes with the caller, and a worker that stops in between has lost it, which is said then.
   */
  async function preconfirmTokenBan(
    request: { id: string; appId: Action['meeting']['appId']; facts: TokenFacts; note: string },
    base: Action['base'],
  ): Promise<Answered> {
    const key = await keyFor(request.appId);
    if (key.state !== 'ready') return { ok: false, code: KEY_REFUSALS[key.state], records: [] };
    const { id, appId, facts: token, note } = request;
    const meeting = { appId, room: null };
    return addConfirmed('ban-token', { meeting, base }, id, { ...signerOf(key), token, note });
  }

  /**
   * Writes down a test of one key, or of the AppID's token service where no key is named, which the options page has
   * explained and confirmed: it ends a meeting by a name that nobody can have chosen.
   */
  async function preconfirmKeyTest(
    id: string,
    appId: AppId,
    keyId: KeyId | null,
  ): Promise<Answered> {
    const signer = keyId === null ? signerOf(await keyFor(appId)) : { keyId };
    // A key that has taken the place of the service is not what the host confirmed a test of.
    if (keyId === null && signer.service === undefined) {
      return { ok: false, code: 'no-key', records: [] };
    }
    const meeting = { appId, room: rawRoomSchema.parse(`gavel-key-test-${newId()}`) };
    return addConfirmed('test-key', { meeting, base: null }, id, signer);
  }

  /** A record that begins as confirmed. */
  function addConfirmed(
    kind: RequestItem['kind'],
    where: Pick<Action, 'meeting' | 'base'>,
    id: string,
    rest: Pick<Action, 'keyId'> & Partial<Pick<Action, 'service' | 'token' | 'note'>>,
  ): Promise<Answered> {
    const item = { kind, target: null };
    return addOnce(journal, {
      ...pendingAction({ ...where, frame: null }, item, { id }, now()),
      ...rest,
      state: 'confirmed',
      confirmedAt: now(),
      steps: planSteps(kind, null, false),
    });
  }

  return { preconfirmTokenBan, preconfirmKeyTest };
}

/** Writes a record down. Its id comes from the page that confirmed it, so a double click is one record. */
export async function addOnce(
  journal: Pick<Journal, 'add' | 'get'>,
  action: Action,
): Promise<Answered> {
  try {
    await journal.add(action);
  } catch {
    const before = await journal.get(action.id).catch(() => null);
    return before
      ? { ok: false, code: 'already-confirmed', records: [before] }
      : { ok: false, code: 'journal-failed', records: [] };
  }
  return { ok: true, records: [action] };
}
