import type { IDBPDatabase } from 'idb';
import type { AppId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import { type Action, actionSchema, type Frame } from './action';
import { bannedUser } from './bans';
import { type JournalSchema, readAction } from './records';
import { isOneOfMany } from './request-id';
import { shownSince, toStored } from './stored';

type Database = IDBPDatabase<JournalSchema>;

/** What several records in one transaction come to. */
export interface Updated {
  /** The records as they stand afterwards, and which of them this call changed. */
  readonly actions: readonly Action[];
  readonly changed: readonly Action[];
}

/** See {@link import('./journal').Journal.add}. */
export async function add(db: Database, actions: readonly Action[]): Promise<void> {
  const stored = actions.map((action) => toStored(actionSchema.parse(action)));
  // `strict`: the promise resolves when the records are on the disk, not in a buffer.
  const tx = db.transaction('actions', 'readwrite', { durability: 'strict' });
  await Promise.all([...stored.map((action) => tx.store.add(action)), tx.done]);
}

/** See {@link import('./journal').Journal.updateRequest}. */
export async function updateRequest(
  db: Database,
  request: string,
  decide: (actions: readonly Action[]) => readonly Action[] | null,
): Promise<Updated> {
  const tx = db.transaction('actions', 'readwrite', { durability: 'strict' });
  // What rejects here is told by the requests too; nobody waits for this one then.
  tx.done.catch(() => undefined);
  const before = readable(await tx.store.index('request').getAll(request));
  const changed = decide(before) ?? [];
  try {
    const stored = changed.map((action) => toStored(actionSchema.parse(action)));
    await Promise.all(stored.map((action) => tx.store.put(action)));
  } catch (error) {
    // A record that is refused before it is handed over would leave the others to be written.
    abort(tx);
    throw error;
  }
  await tx.done;
  const now = new Map(changed.map((action) => [action.id, action]));
  return { actions: before.map((action) => now.get(action.id) ?? action), changed };
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}

/** See {@link import('./journal').Journal.ofRequest}. */
export async function ofRequest(db: Database, request: string): Promise<Action[]> {
  return readable(await db.getAllFromIndex('actions', 'request', request));
}

/** See {@link import('./journal').Journal.inFrame}. */
export async function inFrame(db: Database, frame: Frame, since: number): Promise<Action[]> {
  const found = await db.getAllFromIndex('actions', 'inFrame', shownSince(frame, since));
  return readable(found).sort((a, b) => b.stagedAt - a.stagedAt);
}

/**
 * See {@link import('./journal').Journal.bansOf}. A meeting has thousands of people of whom hardly one was
 * banned, so this steps from one ban to the next through both sorted lists, and never farther than the
 * shorter one is long.
 */
export async function bansOf(db: Database, appId: AppId, userIds: readonly string[]) {
  // IndexedDB too orders strings by their UTF-16 code units.
  const wanted = [...new Set(userIds.map(userKey))].sort();
  const [first, last] = [wanted[0], wanted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const index = db.transaction('actions').store.index('bannedUser');
  const range = IDBKeyRange.bound(bannedUser(appId, first), bannedUser(appId, last));
  const banned: string[] = [];
  let at = 0;
  let cursor = await index.openKeyCursor(range, 'nextunique');
  while (cursor !== null) {
    const [, userId] = cursor.key;
    while ((wanted[at] ?? userId) < userId) at += 1;
    if (wanted[at] === userId) {
      banned.push(userId);
      at += 1;
    }
    const next = wanted[at];
    cursor = next === undefined ? null : await cursor.continue(bannedUser(appId, next));
  }
  const found = await Promise.all(banned.map((id) => index.getAll(bannedUser(appId, id))));
  return readable(found.flat());
}

/** See {@link import('./journal').Journal.removalsOf}. */
export async function removalsOf(db: Database, appId: AppId, userId: string): Promise<Action[]> {
  return readable(await db.getAllFromIndex('actions', 'removedUser', bannedUser(appId, userId)));
}

/** See {@link import('./journal').Journal.aboutParticipant}. */
export async function aboutParticipant(db: Database, participantId: string): Promise<Action[]> {
  return readable(await db.getAllFromIndex('actions', 'participantId', participantId));
}

/** See {@link import('./journal').Journal.lines}. */
export async function lines(db: Database, limit: number): Promise<Action[]> {
  const { store } = db.transaction('actions');
  const byTime = store.index('stagedAt');
  const found: Action[] = [];
  let cursor = await byTime.openCursor(null, 'prev');
  while (cursor && found.length < limit) {
    const action = readAction(cursor.value);
    if (action === null || !isOneOfMany(action)) {
      if (action) found.push(action);
      cursor = await cursor.continue();
      continue;
    }
    // All records of a request have one time: the others are passed over by their keys, without reading them.
    const at = action.stagedAt;
    const [keys, own] = await Promise.all([
      byTime.getAllKeys(at),
      store.index('request').getAllKeys(action.request),
    ]);
    const inRequest = new Set(own);
    for (const { id } of found) inRequest.add(id);
    const others = keys.filter((key) => !inRequest.has(key));
    found.push(action, ...onePerRequest(await readEach(others, (key) => store.get(key))));
    cursor = await byTime.openCursor(IDBKeyRange.upperBound(at, true), 'prev');
  }
  return found.slice(0, limit);
}

async function readEach(keys: readonly string[], get: (key: string) => Promise<unknown>) {
  return readable(await Promise.all(keys.map(get)));
}

function onePerRequest(actions: readonly Action[]): Action[] {
  const seen = new Set<string>();
  return actions.filter(({ request }) => {
    if (seen.has(request)) return false;
    seen.add(request);
    return true;
  });
}

function readable(values: readonly unknown[]): Action[] {
  return values.map(readAction).filter((action) => action !== null);
}
