import type { Answered, Confirmation, Look, SignerState } from '~/utils/actions/request';
import { createRequests, itemsOf } from '~/utils/actions/requests';
import type { Action, AskedTarget, Target } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { summaryOf } from '~/utils/journal/request-summary';
import { APP_ID, FRAME, KEY_ID, look, ROOM, target } from './samples';

/** So many people, each with an id of their own. */
export function crowd(count: number): Target[] {
  return Array.from({ length: count }, (_, n) => person(n));
}

export function person(n: number, change: Partial<Target> = {}): Target {
  const participantId = `p${String(n).padStart(4, '0')}`;
  return target({ participantId, userId: `auth0|${n}`, name: `Person ${n}`, ...change });
}

/** A desk over a journal, a meeting that can change, and a clock that can be set; a key signs where nothing else is said. */
export function batchDesk(
  journal: Journal,
  people: readonly Target[],
  signer: Pick<SignerState, 'keyId' | 'service'> = { keyId: KEY_ID },
) {
  const world = {
    now: 1_000_000,
    look: look({ participants: [...people] }) as Look | null,
    key: 'ready' as 'ready' | 'none' | 'locked',
  };
  const requests = createRequests({
    journal,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    keyFor: async () => ({ state: world.key, ...signer }),
    look: async () => world.look,
  });
  const stage = (kind: 'ban' | 'remove', targets: readonly AskedTarget[], tabId = FRAME.tabId) =>
    requests.stage({
      meeting: { appId: APP_ID, room: ROOM },
      frame: { ...FRAME, tabId },
      items: itemsOf(kind, targets),
    });
  /** The id of a batch that was staged. */
  const staged = async (
    kind: 'ban' | 'remove',
    targets: readonly AskedTarget[],
  ): Promise<string> => {
    const answer = await stage(kind, targets);
    if (!answer.ok) throw new Error(answer.code);
    return answer.id;
  };
  const confirm = async (batch: string, change: Partial<Confirmation> = {}) => {
    const seen = seenIn(await journal.ofRequest(batch));
    return inNumbers(
      await requests.confirm({ id: batch, alsoRemove: true, note: '', seen, ...change }),
    );
  };
  const cancel = async (batch: string) => inNumbers(await requests.cancel(batch));
  return { world, requests, stage, staged, confirm, cancel };
}

/** An answer about many, with their request in numbers. */
export function inNumbers({ records, ...answer }: Answered) {
  return { ...answer, batch: summaryOf(records, false) };
}

/** What the popup sends back of the people that it lists. */
export function seenIn(actions: readonly Action[]): Confirmation['seen'] {
  return actions
    .filter(({ state }) => state === 'pending')
    .map(({ id, kind, target: it }) => ({
      id,
      kind,
      participantId: it?.participantId ?? null,
      userId: it?.userId ?? null,
      name: it?.name ?? null,
    }));
}

export function byName(actions: readonly Action[]): Map<string, Action> {
  return new Map(actions.map((action) => [action.target?.name ?? '', action]));
}
