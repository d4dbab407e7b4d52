import type { AppId } from './ids';
import type { RawRoom } from './room';
import { MAIN_HOST, type MeetingHost, type RoomNode, roomDomainOf, roomNode } from './room';

/** RFC 7622: each part of an address has at most 1023 octets. */
const JID_LIMIT = 3071;
const BARE_OR_FULL = /^([^@/]+)@([^@/]+)(?:\/|$)/;

/**
 * How the address of the room that Jitsi is in agrees with the meeting of its page:
 * `same`; `visitor` (same room and AppID on a visitor node, `….<vnode>.meet.jitsi`); `breakout` (another
 * room by design: the page's own is the main room and is meant); `different`; `unreadable`.
 */
export type RoomAgreement = 'same' | 'visitor' | 'breakout' | 'different' | 'unreadable';

/** The part of a room's address before the `@`, or null if it is no address. */
export function nodeOfRoomJid(jid: string): RoomNode | null {
  const parts = partsOf(jid);
  return parts === null ? null : (parts.node as RoomNode);
}

/**
 * Compares the meeting of a page with `conference.room.roomjid`. Forms of the address: jitsi-meet
 * `config.js` (`hosts.muc`), `getVisitorOptions`, `mod_muc_breakout_rooms.lua`, and
 * `mod_muc_domain_mapper.lua` for the server's internal `[tenant]room@conference.<domain>`.
 */
export function roomAgreement(
  meeting: { appId: AppId; room: RawRoom; host?: MeetingHost },
  roomJid: string,
): RoomAgreement {
  const jid = partsOf(roomJid);
  const room = roomNode(meeting.room);
  if (jid === null || !room.ok) return 'unreadable';
  if (jid.domain.startsWith('breakout.')) return 'breakout';

  const { appId } = meeting;
  const host = roomDomainOf(meeting.host ?? MAIN_HOST);
  if (jid.node === `[${appId}]${room.node}` && jid.domain === `conference.${host}`) return 'same';
  if (jid.node !== room.node) return 'different';
  if (jid.domain === `conference.${appId}.${host}`) return 'same';
  const tenant = `conference.${appId}.`;
  const server = jid.domain.slice(tenant.length);
  return jid.domain.startsWith(tenant) && /^[^.]+\.meet\.jitsi$/.test(server)
    ? 'visitor'
    : 'different';
}

/** Whether the page's meeting may be acted on while Jitsi says that it is in `roomJid`. */
export function agreesWithRoomJid(
  meeting: { appId: AppId; room: RawRoom; host?: MeetingHost },
  roomJid: string,
): boolean {
  const agreement = roomAgreement(meeting, roomJid);
  return agreement !== 'different' && agreement !== 'unreadable';
}

function partsOf(jid: string): { node: string; domain: string } | null {
  if (jid.length > JID_LIMIT) return null;
  const [, node, domain] = BARE_OR_FULL.exec(jid.toLowerCase()) ?? [];
  return node === undefined || domain === undefined ? null : { node, domain };
}
