import { ask } from '~/utils/messages/client';
import { onChanged } from '~/utils/messages/on-changed';
import type { KeysPort } from './key-cards';

/** How often the record is looked at besides the background's own word, in milliseconds. */
const LOOK_EVERY_MS = 2000;

/**
 * Has the background test a key with JaaS, and follows the journal's record of it to its end. A
 * message that is not answered says nothing of the test: only the record does.
 */
export const testWithJaas: KeysPort['test'] = async ({ appId, keyId }, told) => {
  const id = crypto.randomUUID();
  const answer = await ask('key.test', { id, appId, keyId }).catch(() => null);
  if (answer?.ok === false) return told('refused');
  const outcome = await outcomeOf(id);
  told(outcome ?? 'refused');
};

/** The outcome as soon as the record has one; null if there is no such record. */
async function outcomeOf(id: string) {
  for (;;) {
    const said = changeOrTime();
    const answer = await ask('action.get', { id }).catch(() => 'unanswered' as const);
    if (answer !== 'unanswered') {
      if (answer.action === null) return null;
      const outcome = answer.action.steps[0]?.outcome ?? null;
      if (outcome !== null) return outcome;
    }
    await said;
  }
}

function changeOrTime(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, LOOK_EVERY_MS);
    const stop = onChanged(done);
  });
}
