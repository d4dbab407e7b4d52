import type { Brand } from './ids';

/** The longest user id, in UTF-16 code units: eight times what identity providers allow. */
export const USER_ID_LIMIT = 2048;

/**
 * How much of a typed user id is taken in a message. More than can be banned, so that one that is too
 * long is refused for that, and not as a message that nobody understands.
 */
export const TYPED_USER_ID_LIMIT = 2 * USER_ID_LIMIT;

/**
 * The longest percent-encoded user id. It stands in the request line, for which nginx by default
 * has 8 KiB; this leaves 2 KiB for the rest of it.
 */
const SEGMENT_LIMIT = 6144;

export type UserIdRefusal = 'not-text' | 'empty' | 'dots' | 'surrogate' | 'too-long';
export type ParsedUserId = { ok: true; userId: UserId } | { ok: false; code: UserIdRefusal };

/** A user id that BAN_USER can name. Made by `parseUserId` only. */
export type UserId = Brand<'UserId'>;

/**
 * Reads `context.user.id` of a meeting token as the last path segment of BAN_USER. The id is
 * neither trimmed nor normalised nor changed in case: what JaaS knows is sent, or nothing.
 *
 * Refused are ids that no path can carry: `empty` (or only white space), `dots` (`.` and `..`,
 * which URL parsers collapse, percent-encoded or not), `surrogate` (a lone one has no UTF-8),
 * `too-long`, and `not-text`.
 */
export function parseUserId(id: unknown): ParsedUserId {
  if (typeof id !== 'string') return { ok: false, code: 'not-text' };
  const code = refusalOf(id);
  return code === null ? { ok: true, userId: id as UserId } : { ok: false, code };
}

function refusalOf(id: string): UserIdRefusal | null {
  if (id.length > USER_ID_LIMIT) return 'too-long';
  if (id.trim() === '') return 'empty';
  if (id === '.' || id === '..') return 'dots';
  if (!id.isWellFormed()) return 'surrogate';
  return encodeURIComponent(id).length > SEGMENT_LIMIT ? 'too-long' : null;
}

/** The user id as one path segment, percent-encoded. */
export function userIdSegment(userId: UserId): string {
  return encodeURIComponent(userId);
}
