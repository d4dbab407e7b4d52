import type { Action, Step } from '~/utils/actions/action';
import { operationOf } from '~/utils/actions/operation-of';
import { signAdminToken } from '~/utils/jaas/admin-token';
import { type CallResult, type ClientDeps, callJaas } from '~/utils/jaas/client';
import { hasOneBase } from '~/utils/jaas/operation';
import { type Outcome, outcomeOf } from '~/utils/jaas/outcome';
import type { KeyDeps } from '~/utils/keys/deps';
import type { KeyRecord } from '~/utils/keys/key-record';
import { noteUse } from '~/utils/keys/keyring';
import { readRing } from '~/utils/keys/ring';
import { unlockSigningKey } from '~/utils/keys/signing-key';

export interface SendDeps {
  readonly keys: KeyDeps;
  readonly network: Pick<ClientDeps, 'fetch' | 'wait' | 'online' | 'hasPermission'>;
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

/**
 * Sends one step of a confirmed action: the key of its confirmation signs a token for it, the client does the
 * rest. What is learned on the way (which address answered, the difference of the clocks) is kept
 * with the key. Every reason not to send is an outcome. `halt` ends its pauses.
 */
export function createSender({ keys, network, now, report }: SendDeps) {
  return async (
    action: Action,
    step: Step['operation'],
    token: string | null,
    halt?: AbortSignal,
  ): Promise<Outcome> => {
    const record = await keyOf(action, keys);
    const fallback = action.base ?? 'classic';
    if (record === null) return outcomeOf(step, fallback, { failure: 'no-key' });
    const operation = operationOf(action, step, token, now());
    if (operation === null) return outcomeOf(step, fallback, { failure: 'bad-request' });
    const result = await callJaas(operation, {
      ...network,
      now,
      sign: (offsetMs) => sign(keys, record, now(), offsetMs),
      setting: action.base ?? record.base,
      remembered: record.answeredBase ?? null,
      offsetMs: record.clockOffsetMs ?? 0,
      ...(halt && { halt }),
    });
    if (result.tries > 0) {
      await noteUse(keys, record.id, learned(result, step, now())).catch(report);
    }
    return result.outcome;
  };
}

/** The key that the person confirmed with; never another one that took its place since. */
async function keyOf({ meeting, keyId }: Action, keys: KeyDeps): Promise<KeyRecord | null> {
  const { records } = await readRing(keys);
  const isIt = (record: KeyRecord) => record.appId === meeting.appId && record.keyId === keyId;
  return records.find(isIt) ?? null;
}

async function sign(keys: KeyDeps, record: KeyRecord, now: number, offsetMs: number) {
  const signing = await unlockSigningKey(record, keys);
  if (!signing.ok) return null;
  const { appId, keyId } = record;
  return signAdminToken({ appId, keyId, key: signing.key, now, offsetMs });
}

/** What is kept with the key. Some operations always go to one address, which says nothing of the others. */
function learned({ answered, base, offsetMs }: CallResult, step: Step['operation'], at: number) {
  return {
    at,
    ...(answered && !hasOneBase(step) ? { answeredBase: base } : {}),
    ...(offsetMs === undefined ? {} : { clockOffsetMs: offsetMs }),
  };
}
