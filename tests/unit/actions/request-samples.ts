import type { Look, Request, RequestDeps } from '~/utils/actions/request';
import { createRequests } from '~/utils/actions/requests';
import { openJournal } from '~/utils/journal/journal';
import { APP_ID, FRAME, KEY_ID, look, ROOM, target } from './samples';

/** A ban of the one who is in the meeting. */
export const request: Request = {
  kind: 'ban',
  meeting: { appId: APP_ID, room: ROOM },
  frame: FRAME,
  target: target(),
};

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
  return { world, journal, requests };
}
