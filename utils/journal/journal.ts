import type { AppId } from '~/utils/jaas/ids';
import { connection } from '~/utils/storage/database';
import { type Action, type ActionState, actionSchema, type Frame } from './action';
import * as queries from './queries';
import {
  type JournalRecord,
  type JournalSchema,
  readAction,
  readPage,
  readRecords,
  removeRecords,
  upgradeJournal,
  VERSION,
} from './records';
import { toStored } from './stored';
import * as unconfirmed from './unconfirmed';

type Updated = queries.Updated;

export type { JournalRecord };

/** The record of every action: what was asked, what was sent, what came back. */
export interface Journal {
  /**
   * Writes new records in one transaction: all of them, or it rejects and there are none, and then
   * nothing may be sent.
   */
  add(...actions: readonly Action[]): Promise<void>;
  /**
   * Reads, decides and writes in one transaction, so that of two callers only one sees the old
   * state. `decide` is synchronous and returns null to leave the record as it is.
   *
   * @returns the record as it stands afterwards, with whether this call changed it, or null where
   * there is none
   */
  update(
    id: string,
    decide: (action: Action) => Action | null,
  ): Promise<{ readonly action: Action; readonly changed: boolean } | null>;
  get(id: string): Promise<Action | null>;
  /**
   * Reads the records of a request, decides and writes in one transaction: all that `decide` gives
   * back is written, or none of it is, and then this rejects. `decide` is synchronous.
   */
  updateRequest(
    request: string,
    decide: (actions: readonly Action[]) => readonly Action[] | null,
  ): Promise<Updated>;
  /** All records of a request. */
  ofRequest(request: string): Promise<Action[]>;
  /**
   * What was asked for in a frame and waits, is under way, or ended at or after `since` (milliseconds
   * since 1970), newest first. The time this takes grows with nothing else.
   */
  inFrame(frame: Frame, since: number): Promise<Action[]>;
  /** The records about somebody with this participant id, in any meeting. */
  aboutParticipant(participantId: string): Promise<Action[]>;
  /** Like `newest`, but only one record, any one, of each request. */
  lines(limit: number): Promise<Action[]>;
  /** Records in one of the given states, oldest first. */
  inState(...states: ActionState[]): Promise<Action[]>;
  /**
   * The bans of these user ids that JaaS accepted or that nobody knows the outcome of. Ids compare
   * trimmed. Looked up one by one: the time does not grow with the journal.
   */
  bansOf(appId: AppId, userIds: readonly string[]): Promise<Action[]>;
  /** The removals of this user id that were confirmed, in any meeting of the AppID. */
  removalsOf(appId: AppId, userId: string): Promise<Action[]>;
  /** The newest records first. Records that cannot be read are left where they are. */
  newest(limit: number): Promise<Action[]>;
  /**
   * The key of every record, newest first; records that are too damaged to have a time come last.
   *
   * @param range.before only those asked for before this time, in milliseconds since 1970
   */
  keys(range?: { readonly before: number }): Promise<string[]>;
  /** The records of these keys, in their order and damaged ones too; those that are gone are left out. */
  read(keys: readonly string[]): Promise<JournalRecord[]>;
  /**
   * At most `most` records in the order of their keys, damaged ones too, beginning behind `after`; none
   * where there are no more. All of a long journal is read much sooner so than by `read`.
   */
  page(after: string | null, most: number): Promise<JournalRecord[]>;
  /**
   * Deletes those of these records that `decide` names, in one transaction with the reading: give it
   * few keys at a time, since a request that is about to be sent waits for it.
   *
   * @returns how many were deleted
   */
  remove(keys: readonly string[], decide: (record: JournalRecord) => boolean): Promise<number>;
  /** The requests with something in them that ended unconfirmed before a time, oldest first. */
  unconfirmed(before: number): Promise<string[]>;
  /** The requests that ended unconfirmed in a frame, beyond the newest `most` records; oldest first. */
  unconfirmedBeyond(frame: Frame, most: number): Promise<string[]>;
  /**
   * Deletes a request, in one transaction with the look whether nothing of it was ever confirmed and
   * nothing waits. Where something was, all of it stays, and is named by `unconfirmed` no more.
   */
  removeUnconfirmed(request: string): Promise<void>;
}

const NAME = 'gavel';

/** Opens the journal in the extension's IndexedDB. */
export function openJournal(): Journal {
  const database = connection<JournalSchema>(NAME, VERSION, (db, from, _to, tx) =>
    upgradeJournal(db, from, tx),
  );

  return {
    async add(...actions) {
      await queries.add(await database(), actions);
    },

    async update(id, decide) {
      const db = await database();
      const tx = db.transaction('actions', 'readwrite', { durability: 'strict' });
      // What rejects here is told by the requests too; nobody waits for this one then.
      tx.done.catch(() => undefined);
      const before = readAction(await tx.store.get(id));
      const after = before && decide(before);
      if (after) await tx.store.put(toStored(actionSchema.parse(after)));
      await tx.done;
      return before && { action: after ?? before, changed: after !== null };
    },

    async get(id) {
      return readAction(await (await database()).get('actions', id));
    },

    async updateRequest(request, decide) {
      return queries.updateRequest(await database(), request, decide);
    },

    async ofRequest(request) {
      return queries.ofRequest(await database(), request);
    },

    async inFrame(frame, since) {
      return queries.inFrame(await database(), frame, since);
    },

    async aboutParticipant(participantId) {
      return queries.aboutParticipant(await database(), participantId);
    },

    async lines(limit) {
      return queries.lines(await database(), limit);
    },

    async inState(...states) {
      const db = await database();
      const found = await Promise.all(
        states.map((state) => db.getAllFromIndex('actions', 'state', state)),
      );
      return found
        .flat()
        .map(readAction)
        .filter((action) => action !== null)
        .sort((a, b) => a.stagedAt - b.stagedAt);
    },

    async bansOf(appId, userIds) {
      return queries.bansOf(await database(), appId, userIds);
    },

    async removalsOf(appId, userId) {
      return queries.removalsOf(await database(), appId, userId);
    },

    async newest(limit) {
      const tx = (await database()).transaction('actions');
      const found: Action[] = [];
      let cursor = await tx.store.index('stagedAt').openCursor(null, 'prev');
      while (cursor && found.length < limit) {
        const action = readAction(cursor.value);
        if (action) found.push(action);
        cursor = await cursor.continue();
      }
      return found;
    },

    async keys(range) {
      const tx = (await database()).transaction('actions');
      const index = tx.store.index('stagedAt');
      if (range) {
        return (await index.getAllKeys(IDBKeyRange.upperBound(range.before, true))).reverse();
      }
      const [timed, all] = await Promise.all([index.getAllKeys(), tx.store.getAllKeys()]);
      const known = new Set(timed);
      return [...timed.reverse(), ...all.filter((key) => !known.has(key))];
    },

    async read(keys) {
      return readRecords(await database(), keys);
    },

    async page(after, most) {
      return readPage(await database(), after, most);
    },

    async remove(keys, decide) {
      return removeRecords(await database(), keys, decide);
    },

    async unconfirmed(before) {
      return unconfirmed.endedBefore(await database(), before);
    },

    async unconfirmedBeyond(frame, most) {
      return unconfirmed.endedBeyond(await database(), frame, most);
    },

    async removeUnconfirmed(request) {
      return unconfirmed.remove(await database(), request);
    },
  };
}
