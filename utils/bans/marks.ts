import type { DBSchema } from 'idb';
import type { AppId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import { type BannedUser, bannedUser } from '~/utils/journal/bans';
import { connection } from '~/utils/storage/database';
import {
  MARKS_AT_MOST,
  type Mark,
  type MarkedUser,
  type Merged,
  markKey,
  markSchema,
  mergeMarks,
} from './mark';

interface MarksSchema extends DBSchema {
  marks: { key: BannedUser; value: unknown };
}

/** The answer to an import: what it came to, or that there would be too many and nothing was written. */
export type Added =
  | ({ readonly ok: true } & Merged)
  | { readonly ok: false; readonly code: 'too-many'; readonly would: number };

/** The marks that were imported, in a database of their own: neither clearing the activity nor its retention touches them. */
export interface Marks {
  /** All that can be read. */
  all(): Promise<Mark[]>;
  /** Those of these user ids. Ids compare trimmed. */
  of(appId: AppId, userIds: readonly string[]): Promise<Mark[]>;
  /** Merges marks, one a person, in one transaction: all of them or none. */
  add(marks: readonly Mark[]): Promise<Added>;
  remove(marked: MarkedUser): Promise<void>;
  /** Removes all, also what cannot be read. */
  clear(): Promise<void>;
}

/** Opens the marks in the extension's IndexedDB, which no content script of any browser reaches. */
export function openMarks(): Marks {
  const database = connection<MarksSchema>('gavel-marks', 1, (db) => {
    db.createObjectStore('marks');
  });

  return {
    async all() {
      return readable(await (await database()).getAll('marks'));
    },

    async of(appId, userIds) {
      const wanted = new Set(userIds.map(userKey));
      if (wanted.size === 0) return [];
      const { store } = (await database()).transaction('marks');
      // An array sorts behind every text, so this is all of the AppID.
      const ofApp = IDBKeyRange.bound([appId], [appId, []]);
      const keys = (await store.getAllKeys(ofApp)).filter(([, userId]) => wanted.has(userId));
      return readable(await Promise.all(keys.map((key) => store.get(key))));
    },

    async add(marks) {
      const tx = (await database()).transaction('marks', 'readwrite', { durability: 'strict' });
      // What rejects here is told by the requests too; nobody waits for this one then.
      tx.done.catch(() => undefined);
      const [there, count] = await Promise.all([tx.store.getAll(), tx.store.count()]);
      const merged = mergeMarks(readable(there), marks);
      const would = count + merged.added;
      if (would > MARKS_AT_MOST) return { ok: false, code: 'too-many', would };
      const parsed = merged.put.map((mark) => markSchema.parse(mark));
      await Promise.all(parsed.map((mark) => tx.store.put(mark, markKey(mark))));
      await tx.done;
      return { ok: true, ...merged };
    },

    async remove({ appId, userId }) {
      await (await database()).delete('marks', bannedUser(appId, userId));
    },

    async clear() {
      await (await database()).clear('marks');
    },
  };
}

/** One that cannot be read takes no other one along. */
function readable(values: readonly unknown[]): Mark[] {
  return values.flatMap((value) => markSchema.safeParse(value).data ?? []);
}
