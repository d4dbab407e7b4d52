import type { AppId } from './app-id';
import type { Brand } from './brand';
import { MAIN_HOST, type MeetingHost, roomDomainOf } from './meeting-host';
import type { RawRoom } from './room';
import { decodeRoom } from './room';

/** The longest local part of an XMPP address, in octets (RFC 7622, section 3.3). */
const NODE_LIMIT = 1023;

/** The room as the server names it: the part of its address before the `@`. */
export type RoomNode = Brand<'RoomNode'>;

/** The address of a conference: `<room>@conference.<AppID>.8x8.vc`. */
export type ConferenceName = Brand<'ConferenceName'>;

export type RoomRefusal = { ok: false; code: 'surrogate' | 'too-long' };
export type ParsedRoomNode = { ok: true; node: RoomNode } | RoomRefusal;
export type ParsedConferenceName = { ok: true; conference: ConferenceName } | RoomRefusal;

/**
 * The node of a room, made as jitsi-meet's `getBackendSafeRoomName` does: percent-decode (kept as
 * is when that fails), Unicode NFKC, lower case, `encodeURIComponent`, lower case again. So
 * `Überraum 1` is `%c3%bcberraum%201`.
 *
 * Refused are a lone surrogate, which has no UTF-8, and what is too long for an XMPP address.
 */
export function roomNode(raw: RawRoom): ParsedRoomNode {
  const name = decodeRoom(raw).normalize('NFKC').toLowerCase();
  if (!name.isWellFormed()) return { ok: false, code: 'surrogate' };
  const node = encodeURIComponent(name).toLowerCase();
  return node.length > NODE_LIMIT
    ? { ok: false, code: 'too-long' }
    : { ok: true, node: node as RoomNode };
}

/** The `conferenceFullName` of the meeting commands (JaaS docs). */
export function conferenceFullName(
  appId: AppId,
  raw: RawRoom,
  host: MeetingHost = MAIN_HOST,
): ParsedConferenceName {
  const parsed = roomNode(raw);
  if (!parsed.ok) return parsed;
  const conference = `${parsed.node}@conference.${appId}.${roomDomainOf(host)}`;
  return { ok: true, conference: conference as ConferenceName };
}
