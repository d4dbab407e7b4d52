import { browser } from 'wxt/browser';
import type { RunnerDeps } from '~/utils/actions/runner';
import { operationOf } from '~/utils/actions/steps';
import { type ClientDeps, callJaas } from '~/utils/jaas/client';
import { REQUIRED_HOSTS } from '~/utils/jaas/operation';
import { outcomeOf } from '~/utils/jaas/outcome';
import { matchPattern } from '~/utils/jaas/room';
import { createSigners, type SignerDeps } from './signers';

export interface SendDeps extends SignerDeps {
  readonly network: Pick<ClientDeps, 'fetch' | 'wait' | 'online' | 'hasPermission'>;
}

/**
 * Sends one step of a confirmed action: who signs for its confirmation signs a token for it, the client does the
 * rest. What is learned on the way (which address answered, the difference of the clocks) is kept
 * with the key. Every reason not to send is an outcome. `halt` ends its pauses.
 */
export function createSender({ network, ...deps }: SendDeps): RunnerDeps['send'] {
  const { now } = deps;
  const signerOf = createSigners(deps);
  return async (action, step, { token, written, halt }) => {
    const signer = await signerOf(action);
    const fallback = action.base ?? 'classic';
    if (signer === null) return outcomeOf(step, fallback, { failure: 'no-key' });
    const operation = operationOf(action, step, token, now());
    if (operation === null) return outcomeOf(step, fallback, { failure: 'bad-request' });
    const { learn, ...signing } = signer;
    const result = await callJaas(operation, {
      ...network,
      ...signing,
      now,
      onAttempt: async () => void (await written),
      setting: action.base ?? signer.setting,
      // A test of a key says of each address whether it is JaaS's.
      askBoth: action.kind === 'test-key',
      ...(halt && { halt }),
    });
    if (result.attempts > 0) learn(result, action.kind, step);
    return result.outcome;
  };
}

/** Whether the browser keeps a host from Gavel that requests go to. Nothing is claimed where it does not say so. */
export async function isWithheld(): Promise<boolean> {
  const origins = REQUIRED_HOSTS.map(({ origin }) => origin);
  try {
    return !(await browser.permissions.contains({ origins }));
  } catch {
    return false;
  }
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
