import type {
  Answered,
  Confirmation,
  Depart,
  Look,
  Request,
  RequestDeps,
  RequestItem,
} from '~/utils/actions/request';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRequests } from '~/utils/actions/requests';
import { createRunner, type RunnerDeps } from '~/utils/actions/runner';
import type { Action } from '~/utils/journal/action';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { APP_ID, FRAME, KEY_ID, look, ROOM, target } from './samples';

/** A request about one alone. */
export type Single = Omit<Request, 'items'> & RequestItem;

/** A ban of the one who is in the meeting. */
export const request: Single = {
  kind: 'ban',
  meeting: { appId: APP_ID, room: ROOM },
  frame: FRAME,
  target: target(),
};

/** The request as it is staged. */
export function asked({ kind, target, ...where }: Single): Request {
  return { ...where, items: [{ kind, target }] };
}

/** What the host saw of one alone; null where it is about the meeting. */
type Seen = Pick<Confirmation['seen'][number], 'participantId' | 'userId' | 'name'> | null;

/** Requests about one alone: asked for, shown and answered as the one record that they are. */
export function singly(requests: ReturnType<typeof createRequests>, journal: Journal) {
  return {
    ...requests,
    stage: (single: Single) => requests.stage(asked(single)),
    stageMany: requests.stage,
    async confirm(
      { seen, ...answer }: Omit<Confirmation, 'seen'> & { readonly seen: Seen },
      depart?: Depart,
    ) {
      const kind = (await journal.get(answer.id))?.kind ?? 'ban';
      const person = { id: answer.id, kind, ...(seen ?? NOBODY) };
      return single(await requests.confirm({ ...answer, seen: [person] }, depart));
    },
    cancel: async (id: string) => single(await requests.cancel(id)),
    preconfirmTokenBan: async (...args: Parameters<typeof requests.preconfirmTokenBan>) =>
      single(await requests.preconfirmTokenBan(...args)),
  };
}

const NOBODY = { participantId: null, userId: null, name: null };

/** An answer about one record, with that record. */
export function single({ records, ...answer }: Answered): Omit<typeof answer, 'records'> & {
  readonly action: Action | null;
} {
  return { ...answer, action: records[0] ?? null };
}

/** Requests over a journal, a meeting that can change, and a clock that can be set. */
export function setUpRequests(change: Partial<RequestDeps> = {}) {
  const world = { now: 1_000_000, look: look() as Look | null };
  const journal = openJournal();
  const requests = createRequests({
    journal,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
    look: async () => world.look,
    ...change,
  });
  return { world, journal, requests: singly(requests, journal) };
}

/** What works requests through, over a runner of these parts: four people at once. */
export function requestRunner(deps: RunnerDeps) {
  const { journal, now, changed } = deps;
  return createRequestRunner({
    journal,
    now,
    runner: createRunner(deps),
    atOnce: async () => 4,
    wait: async () => undefined,
    changed: (records) => records.forEach(changed),
  });
}
