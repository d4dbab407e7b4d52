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

/**
 * What user ids compare by, wherever it is asked whether two are one: trimmed, because Jitsi trims one's own
 * and leaves the others' as they are. What is sent is never this, but the id itself.
 */
export function userKey(userId: string): string {
  return userId.trim();
}

/** The user id as one path segment, percent-encoded. */
export function userIdSegment(userId: UserId): string {
  return encodeURIComponent(userId);
}

/** Numbers as C's `%.14g` and Lua 5.3 print them, when they are no plain integers: `12345.0`, `1.2345e+17`, `-nan`. */
const NUMBER = /^-?(?:[0-9]+\.0|[0-9](?:\.[0-9]+)?e[+-][0-9]{2,3}|inf|nan(?:\(ind\))?|1\.#\w+)$/i;
/** Lua's other values, and the same of the languages that tokens are signed in. */
const VALUE = /^(?:nil|null|none|undefined|true|false|-?infinity|\[object \w+\])$/i;
/** Values with their place in memory: `table: 0x55f3…`, `userdata: NULL`, `userdata: (nil)`, `function: builtin: …`. */
const PLACE =
  /^(?:table|userdata|function|thread|cdata(?:<[^>]*>)?): (?:(?:0x)?[0-9a-f]{4,16}|NULL|\(nil\)|builtin.*)$/i;

/**
 * Whether a user id looks as if a server had made it of something else than text. Jitsi's writes `tostring(v)` of
 * whatever the token holds (jitsi-meet `util.lib.lua`, `update_presence_identity`), and lua-cjson makes numbers as
 * `%.14g`. JaaS may know the person by another id, and others may have the same one. A plain integer is not told: it
 * comes out as it is written.
 */
export function looksMadeOfOther(userId: string): boolean {
  const id = userId.trim();
  return NUMBER.test(id) || VALUE.test(id) || PLACE.test(id);
}

/**
 * Whether what is typed as a user id looks like a participant id: eight hex digits (lib-jitsi-meet `resourceCreator`),
 * which 8x8's webhooks name `participantId`, or the address in a room that ends with them (`participantFullJid`). It is
 * new at each join, so a ban of it meets nobody.
 */
export function looksLikeParticipantId(userId: string): boolean {
  return /^(?:[^\s/]+@conference\.[^\s/]+\/)?[0-9a-f]{8}$/.test(userId.trim());
}
