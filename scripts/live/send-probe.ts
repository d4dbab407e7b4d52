import { signAdminToken } from '~/utils/jaas/admin-token';
import { send } from '~/utils/jaas/client';
import type { Fetch, Wait } from '~/utils/jaas/http';
import { type Outcome, outcomeOf } from '~/utils/jaas/outcome';
import { NO_TRIES, nextTry } from '~/utils/jaas/retry';
import type { Probe } from './probes';
import { createRecorder } from './recorder';
import type { Settings } from './settings';

/** How old the admin token of an `old` probe is, in milliseconds: longer than it is valid. */
const OLD_MS = 3_600_000;

/** What one request came to. */
export interface Answered {
  readonly outcome: Outcome;
  /** Redacted; empty where there was none. */
  readonly body: string;
  /** How far the server's clock is ahead, in milliseconds; null where it sent no `Date`. */
  readonly clockAheadMs: number | null;
  /** Null where there was no answer. */
  readonly ms: number | null;
}

export interface Network {
  readonly fetch: Fetch;
  readonly wait: Wait;
  readonly now: () => number;
}

/**
 * Sends probes one at a time through the extension's own client, each with an admin token of its
 * own. Answers are told as they come: nothing is tried again, but for a token that was refused
 * because of this machine's clock, whose offset is then kept.
 */
export function createProber(
  network: Network,
  { appId, keyId, key }: Pick<Settings, 'appId' | 'keyId'> & { key: CryptoKey },
) {
  const recorder = createRecorder(network.fetch, network);
  let offsetMs = 0;

  async function once({
    operation,
    base,
    adminToken,
  }: Probe): Promise<Answered & { again: boolean }> {
    const clock = adminToken === 'old' ? offsetMs - OLD_MS : offsetMs;
    const deps = {
      ...network,
      fetch: recorder.fetch,
      sign: (ms: number) => signAdminToken({ appId, keyId, key, now: network.now(), offsetMs: ms }),
      setting: base,
      remembered: null,
      offsetMs: clock,
      online: () => true,
      hasPermission: async () => true,
    };
    const reply = await send(operation, base, deps, clock, { attempts: 0 });
    const recorded = await recorder.take();
    const answer = 'answer' in reply ? reply.answer : null;
    const next =
      answer !== null && adminToken === 'fresh'
        ? nextTry(operation.kind, answer, NO_TRIES, offsetMs, network.now())
        : null;
    const learned = next?.kind === 'again' ? next.offsetMs : undefined;
    if (learned !== undefined) offsetMs = learned;
    return {
      outcome: outcomeOf(operation.kind, base, reply),
      body: recorded?.body ?? '',
      clockAheadMs: answer?.clockAheadMs ?? null,
      ms: answer === null ? null : (recorded?.ms ?? null),
      again: learned !== undefined,
    };
  }

  return async (probe: Probe): Promise<Answered> => {
    const { again, ...answered } = await once(probe);
    if (!again) return answered;
    const { again: _, ...second } = await once(probe);
    return second;
  };
}
