import type { AppId, Brand } from './ids';

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

/** A host of JaaS meeting pages: JaaS's own, or one of its subdomains, which the person allowed. */
export type MeetingHost = '8x8.vc' | `${string}.8x8.vc`;

/** Where every JaaS meeting is unless somebody knows better. */
export const MAIN_HOST = '8x8.vc' satisfies MeetingHost;

/** 8x8's staging system (8x8 React SDK docs): the one other host that has rooms of its own. */
export const STAGE_HOST = 'stage.8x8.vc' satisfies MeetingHost;

/**
 * The hosts by which an application keeps its meetings in one region (8x8's FAQ of JaaS, “Can we restrict JaaS to use
 * a specific region or DC?”); no others are documented.
 */
export const REGIONAL_HOSTS = [
  'frankfurt.8x8.vc',
  'london.8x8.vc',
  'ashburn.8x8.vc',
  'oregon.8x8.vc',
  'saopaulo.8x8.vc',
  'mumbai.8x8.vc',
  'sydney.8x8.vc',
] as const satisfies readonly MeetingHost[];

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}\\.){0,4}8x8\\.vc$`);

/** Whether a host, as `URL` gives it, is `8x8.vc` or a subdomain of it; no port, no trailing dot. */
export function isMeetingHost(host: string): host is MeetingHost {
  return HOST.test(host);
}

/**
 * The end of the rooms' addresses on a host. Staging has its own (JaaS contract); the others are taken for
 * doors to the same rooms, as jitsi's own deployments set `hosts.muc` without the region.
 */
export function roomDomainOf(host: MeetingHost): MeetingHost {
  return host === STAGE_HOST ? STAGE_HOST : MAIN_HOST;
}

/** The match pattern of all that is on a host, as permissions and content scripts take it. */
export function matchPattern(host: string): string {
  return `https://${host}/*`;
}

/** The hosts beside 8x8.vc that these match patterns allow meetings on. */
export function extraHostsOf(origins: readonly string[]): MeetingHost[] {
  return origins
    .map((origin) => /^https:\/\/([^/]+)\/\*$/.exec(origin)?.[1] ?? '')
    .filter(isMeetingHost)
    .filter((host) => host !== MAIN_HOST)
    .toSorted();
}
