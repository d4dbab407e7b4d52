import { staged, target } from '~/tests/unit/actions/samples';
import type { Outcome } from '~/utils/jaas/outcome';
import { type Action, actionSchema, type Step } from '~/utils/journal/action';

export const HOUR = 3_600_000;

/** 12 November 2026, 14:06:02.000 UTC. */
export const AT = Date.UTC(2026, 10, 12, 14, 6, 2);

export function step(
  operation: Step['operation'],
  state: Step['state'],
  outcome?: Partial<Outcome>,
): Step {
  return {
    operation,
    state,
    startedAt: AT,
    endedAt: AT + 150,
    outcome: outcome
      ? { result: 'accepted', code: 'accepted', base: 'classic', sent: true, ...outcome }
      : null,
  };
}

/** An action that has ended; each has an id of its own. */
export function ended(change: Partial<Action> = {}): Action {
  return actionSchema.parse({
    ...staged({ id: change.id ?? crypto.randomUUID() }, AT),
    state: 'done',
    keyId: 'ed85b6',
    confirmedAt: AT + 4000,
    endedAt: AT + 5000,
    target: target(),
    steps: [step('ban-user', 'accepted', {}), step('kick', 'accepted', {})],
    ...change,
  });
}

/** Puts whatever it is into the journal's store, past all that keeps it in order. */
export async function putRaw(value: { id: string }): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('gavel');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const tx = db.transaction('actions', 'readwrite');
    tx.objectStore('actions').put(value);
    tx.oncomplete = () => resolve();
    tx.onerror = () => reject(tx.error);
  });
  db.close();
}
