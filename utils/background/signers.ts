import { signAdminToken } from '~/utils/jaas/admin-token';
import type { CallResult, ClientDeps } from '~/utils/jaas/client';
import { type Base, type BaseSetting, hasOneBase } from '~/utils/jaas/operation';
import type { Action, Step } from '~/utils/journal/action';
import { keyVerdictOf } from '~/utils/journal/key-verdict';
import type { KeyRecord } from '~/utils/keys/key-record';
import type { Keyring, KeyUse } from '~/utils/keys/keyring';
import { serviceHost, type TokenService } from '~/utils/organisation/token-service';
import type { TokenSource } from './token-source';

export interface SignerDeps {
  readonly keys: Pick<Keyring, 'named' | 'open' | 'noteUse'>;
  readonly tokens: Pick<TokenSource, 'of' | 'token' | 'refused'>;
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

/** What signs the requests of one action, and what is known of the addresses that take them. */
export interface Signer extends Pick<ClientDeps, 'sign' | 'renew'> {
  readonly setting: BaseSetting;
  readonly remembered: Base | null;
  /** What JaaS's clock is ahead of this one, in milliseconds. */
  readonly offsetMs: number;
  /** Told what came of a request. */
  readonly learn: (result: CallResult, kind: Action['kind'], step: Step['operation']) => void;
}

/**
 * Returns what signs an action: the key, or the token service, of its confirmation, and never another one that took
 * its place since. Null where that is gone.
 */
export function createSigners(deps: SignerDeps): (action: Action) => Promise<Signer | null> {
  /** Where JaaS answered what a service's tokens were sent with, for as long as the worker runs. */
  const answered = new Map<string, Base>();

  return async (action) => {
    const { appId } = action.meeting;
    if (action.service === undefined) {
      const record = await deps.keys.named(appId, action.keyId);
      return record && ofKey(record, deps);
    }
    const service = await deps.tokens.of(appId);
    if (service === undefined || serviceHost(service) !== action.service) return null;
    return ofService(service, action, answered, deps);
  };
}

function ofKey(record: KeyRecord, { keys, now, report }: SignerDeps): Signer {
  return {
    sign: async (offsetMs) => {
      const signing = await keys.open(record);
      if (!signing.ok) return null;
      const { appId, keyId } = record;
      return signAdminToken({ appId, keyId, key: signing.key, now: now(), offsetMs });
    },
    setting: record.base,
    remembered: record.answeredBase ?? null,
    offsetMs: record.clockOffsetMs ?? 0,
    learn: (result, kind, step) => {
      const use = learned(result, kind, step, now());
      if (kind === 'test-key' || isNews(use, record)) keys.noteUse(record.id, use).catch(report);
    },
  };
}

function ofService(
  service: TokenService,
  action: Action,
  answered: Map<string, Base>,
  { tokens }: SignerDeps,
): Signer {
  let last = '';
  return {
    sign: async () => {
      const answer = await tokens.token(action, service);
      if (!answer.ok) return { refusal: answer.why };
      last = answer.token;
      return last;
    },
    renew: () => tokens.refused(action, last),
    setting: 'auto',
    remembered: answered.get(service.appId) ?? null,
    offsetMs: 0,
    learn: (result, _, step) => {
      if (result.answered && !hasOneBase(step)) answered.set(service.appId, result.base);
    },
  };
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
