import * as z from 'zod';
import { appIdSchema, keyIdSchema } from '~/utils/borders/schemas';
import type { AppId } from '~/utils/jaas/ids';
import { parseUserId } from '~/utils/jaas/user-id';
import { NOTE_LIMIT } from '~/utils/journal/action';
import { type BannedUser, bannedUser } from '~/utils/journal/bans';
import { RECORDED_NAME_LIMIT } from '~/utils/names/limits';

/** Marks that are kept in all. A panel that asks about people has all keys of its AppID looked through. */
export const MARKS_AT_MOST = 5000;

/** A moment that a `Date` can hold, in milliseconds since 1970. */
const momentSchema = z.number().min(-8.64e15).max(8.64e15);

/**
 * Somebody whom a file says that somebody else has banned. It is a claim: nobody signed it, so it is shown, and nothing
 * is ever sent for it. Whatever is not known is null.
 */
export const markSchema = z.object({
  appId: appIdSchema,
  /** As it stands in the file. */
  userId: z.string().refine((userId) => parseUserId(userId).ok),
  /** Raw, shown only through `safeName`; the room too. */
  name: z.string().min(1).max(RECORDED_NAME_LIMIT).nullable(),
  bannedAt: momentSchema.nullable(),
  room: z.string().min(1).max(RECORDED_NAME_LIMIT).nullable(),
  keyId: z.nullable(keyIdSchema),
  note: z.string().max(NOTE_LIMIT),
  importedAt: momentSchema,
});
export type Mark = z.infer<typeof markSchema>;

/** Who is marked: one mark for each user id of an AppID, however the id is written. */
export type MarkedUser = Pick<Mark, 'appId' | 'userId'>;

/** The same as a key. */
export function markKey({ appId, userId }: MarkedUser): BannedUser {
  return bannedUser(appId, userId);
}

/** The AppIDs of these, each once. */
export function appIdsOf(marked: readonly MarkedUser[]): AppId[] {
  return [...new Set(marked.map(({ appId }) => appId))];
}

/** What an import comes to. */
export interface Merged {
  /** What is to be written. */
  readonly put: readonly Mark[];
  readonly added: number;
  readonly changed: number;
  /** Said nothing new: they were there already, or there is one of a later ban. */
  readonly known: number;
}

/**
 * What marks bring to those that are there: the later ban of somebody counts, and of the same moment what was imported
 * last. So the same file once more changes nothing.
 *
 * @param incoming one a person, see {@link onePerPerson}
 */
export function mergeMarks(there: readonly Mark[], incoming: readonly Mark[]): Merged {
  const known = new Map(there.map((mark) => [String(markKey(mark)), mark]));
  const put: Mark[] = [];
  let added = 0;
  for (const mark of incoming) {
    const before = known.get(String(markKey(mark)));
    if (before === undefined) added += 1;
    else if (isLater(before, mark) || isSame(before, mark)) continue;
    put.push(mark);
  }
  const changed = put.length - added;
  return { put, added, changed, known: incoming.length - put.length };
}

/** Whether the one is of a later ban; one without a time is of no later one. */
export function isLater(one: Mark, other: Mark): boolean {
  return one.bannedAt !== null && one.bannedAt > (other.bannedAt ?? Number.NEGATIVE_INFINITY);
}

/** Whether both say the same, whenever they were imported. */
function isSame(one: Mark, other: Mark): boolean {
  const names = Object.keys(markSchema.shape) as (keyof Mark)[];
  return names.every((name) => name === 'importedAt' || one[name] === other[name]);
}
