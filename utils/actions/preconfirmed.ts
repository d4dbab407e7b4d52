import { rawRoomSchema } from '~/utils/borders/schemas';
import type { AppId, KeyId } from '~/utils/jaas/ids';
import type { Action, TokenFacts } from '~/utils/journal/action';
import {
  type Answered,
  KEY_REFUSALS,
  type Request,
  type RequestDeps,
  stagedAction,
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
    if (key.state !== 'ready') return { ok: false, code: KEY_REFUSALS[key.state], action: null };
    const meeting = { appId: request.appId, room: null };
    const { id, facts: token, note } = request;
    return addConfirmed({ kind: 'ban-token', meeting, base }, id, key.keyId, { token, note });
  }

  /**
   * Writes down a test of one key, which the options page has explained and confirmed: it ends a
   * meeting by a name that nobody can have chosen.
   */
  function preconfirmKeyTest(id: string, appId: AppId, keyId: KeyId): Promise<Answered> {
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

  return { preconfirmTokenBan, preconfirmKeyTest };
}
