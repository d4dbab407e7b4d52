import { browser } from 'wxt/browser';
import type { RunnerDeps } from '~/utils/actions/runner';
import { operationOf } from '~/utils/actions/steps';
import { signAdminToken } from '~/utils/jaas/admin-token';
import { type CallResult, type ClientDeps, callJaas } from '~/utils/jaas/client';
import { hasOneBase } from '~/utils/jaas/operation';
import { outcomeOf } from '~/utils/jaas/outcome';
import { matchPattern } from '~/utils/jaas/room';
import type { Action, Step } from '~/utils/journal/action';
import { keyVerdictOf } from '~/utils/journal/key-verdict';
import type { KeyRecord } from '~/utils/keys/key-record';
import type { Keyring, KeyUse } from '~/utils/keys/keyring';

export interface SendDeps {
  readonly keys: Pick<Keyring, 'named' | 'open' | 'noteUse'>;
  readonly network: Pick<ClientDeps, 'fetch' | 'wait' | 'online' | 'hasPermission'>;
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

/**
 * Sends one step of a confirmed action: the key of its confirmation signs a token for it, the client does the
 * rest. What is learned on the way (which address answered, the difference of the clocks) is kept
 * with the key. Every reason not to send is an outcome. `halt` ends its pauses.
 */
export function createSender({ keys, network, now, report }: SendDeps): RunnerDeps['send'] {
  return async (action, step, { token, written, halt }) => {
    // The key that the person confirmed with; never another one that took its place since.
    const record = await keys.named(action.meeting.appId, action.keyId);
    const fallback = action.base ?? 'classic';
    if (record === null) return outcomeOf(step, fallback, { failure: 'no-key' });
    const operation = operationOf(action, step, token, now());
    if (operation === null) return outcomeOf(step, fallback, { failure: 'bad-request' });
    const result = await callJaas(operation, {
      ...network,
      now,
      sign: (offsetMs) => sign(keys, record, now(), offsetMs),
      onAttempt: async () => void (await written),
      setting: action.base ?? record.base,
      remembered: record.answeredBase ?? null,
      offsetMs: record.clockOffsetMs ?? 0,
      // A test of a key says of each address whether it is JaaS's.
      askBoth: action.kind === 'test-key',
      ...(halt && { halt }),
    });
    if (result.attempts > 0) {
      const use = learned(result, action.kind, step, now());
      if (action.kind === 'test-key' || isNews(use, record))
        keys.noteUse(record.id, use).catch(report);
    }
    return result.outcome;
  };
}

async function sign(keys: Pick<Keyring, 'open'>, record: KeyRecord, now: number, offsetMs: number) {
  const signing = await keys.open(record);
  if (!signing.ok) return null;
  const { appId, keyId } = record;
  return signAdminToken({ appId, keyId, key: signing.key, now, offsetMs });
}

/** What is kept with the key. Some operations always go to one address, which says nothing of the others. */
function learned(
  { answered, base, offsetMs, outcome }: CallResult,
  kind: Action['kind'],
  step: Step['operation'],
  at: number,
): KeyUse {
  const verdict = keyVerdictOf(outcome, kind, step);
  return {
    at,
    ...(verdict === null ? {} : { verdict }),
    ...(answered && !hasOneBase(step) ? { answeredBase: base } : {}),
    ...(offsetMs === undefined ? {} : { clockOffsetMs: offsetMs }),
  };
}

/** How long the time of a key's last use may be behind, in milliseconds: a batch uses it hundreds of times. */
const USE_NOTED_EVERY_MS = 60_000;

/** Whether a use says more of a key than its record does. */
function isNews(use: KeyUse, record: KeyRecord): boolean {
  if (use.clockOffsetMs !== undefined) return true;
  if (use.verdict !== undefined && use.verdict !== record.jaas?.verdict) return true;
  if (use.answeredBase !== undefined && use.answeredBase !== record.answeredBase) return true;
  return Math.abs(use.at - (record.lastUsedAt ?? 0)) >= USE_NOTED_EVERY_MS;
}

/** The network as the background has it. */
export const network: Pick<ClientDeps, 'fetch' | 'wait' | 'online' | 'hasPermission'> = {
  fetch: (url, init) => fetch(url, init),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
    }),
  online: () => navigator.onLine,
  hasPermission: (host) => browser.permissions.contains({ origins: [matchPattern(host)] }),
};
