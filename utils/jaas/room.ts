import type { Brand } from './brand';

/**
 * A room as the address of its page names it: the last path segment, still percent-encoded, case
 * kept. Not yet what the server calls it: that is a `RoomNode`. At most 2048 UTF-16 code units, and
 * something must be left of it when Jitsi has taken out what it does not support.
 */
export type RawRoom = Brand<'RawRoom'>;

/**
 * What Jitsi takes out of every path segment before it reads the room: characters that its servers
 * do not support, and white space (jitsi-meet `parseURIString`).
 */
const TAKEN_OUT = /[:?#[\]@!$&'()*+,;=></"\s]/g;

/** The most UTF-16 code units of a room in an address. */
const LIMIT = 2048;

/** Whether `segment` is a room. */
export function isRawRoom(segment: unknown): segment is RawRoom {
  return (
    typeof segment === 'string' && segment.length <= LIMIT && segment.replace(TAKEN_OUT, '') !== ''
  );
}

/** The path segment as a room, unchanged, or null. */
export function parseRawRoom(segment: unknown): RawRoom | null {
  return isRawRoom(segment) ? segment : null;
}

/**
 * The room that opens when a person types `name` after the AppID in the address bar: what is percent-encoded already
 * stays so, other characters that a URL cannot hold are encoded. Null if no room is left.
 */
export function rawRoomOfTyped(name: string): RawRoom | null {
  const text = name.trim();
  if (!text.isWellFormed()) return null;
  const kept = text.replace(/[/?#\\]/g, '');
  const room = encodeURI(kept).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');
  return room === '.' || room === '..' ? null : parseRawRoom(room);
}

/** The room's name with the characters taken out and percent-decoded where that is possible. */
export function decodeRoom(raw: RawRoom): string {
  const segment = raw.replace(TAKEN_OUT, '');
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Control characters, and those that turn the reading direction of what follows. */
const UNSHOWABLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The room's name for people: decoded, on one line, at most 200 characters. Not an identifier. */
export function roomTitle(raw: RawRoom): string {
  const name = decodeRoom(raw).toWellFormed().replace(UNSHOWABLE, ' ');
  const title = name.replace(/\s+/g, ' ').trim() || raw;
  const characters = Array.from(title);
  return characters.length > 200 ? `${characters.slice(0, 199).join('')}…` : title;
}
