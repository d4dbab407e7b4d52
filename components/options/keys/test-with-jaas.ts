import { ask } from '~/utils/messaging/ask';
import { onChanged } from '~/utils/messaging/on-changed';
import type { KeysPort } from './keys-port';

/** Has the background test a key with JaaS, and follows the journal's record of it to its end. */
export const testWithJaas: KeysPort['test'] = async ({ appId, keyId }, told) => {
  const id = crypto.randomUUID();
  const answer = await ask('key.test', { id, appId, keyId });
  if (!answer.ok) return told('refused');
  return new Promise((resolve) => {
    const look = async () => {
      const { action } = await ask('action.get', { id });
      const outcome = action?.steps[0]?.outcome ?? null;
      if (outcome === null) return;
      stop();
      told(outcome);
      resolve();
    };
    const stop = onChanged(() => void look());
    void look();
  });
};
