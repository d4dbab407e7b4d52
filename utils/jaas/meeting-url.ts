import { type AppId, parseAppId } from './ids';
import {
  conferenceFullName,
  isMeetingHost,
  MAIN_HOST,
  type MeetingHost,
  parseRawRoom,
  type RawRoom,
  rawRoomOfTyped,
} from './room';

/** A meeting as the address of its page says it. */
export interface MeetingAddress {
  appId: AppId;
  room: RawRoom;
  host: MeetingHost;
}

/**
 * Last segments that are files, folders or services of a tenant and not rooms (jitsi
 * infra-configuration `nginx.site.j2`).
 */
const NOT_ROOMS = new Set<string>([
  'static',
  'libs',
  'css',
  'images',
  'fonts',
  'lang',
  'sounds',
  'connection_optimization',
  '.well-known',
  'external_api.js',
  'external_api.min.js',
  'config.js',
  'interface_config.js',
  'logging_config.js',
  'manifest.json',
  'pwa-worker.js',
  'http-bind',
  'xmpp-websocket',
  'colibri-ws',
  'conference-request',
  '_unlock',
]);

/** Far longer than a meeting link with a token; what is longer is not looked at. */
const URL_LIMIT = 65_536;

/**
 * The meeting that `url` is the page of, or null. A meeting page is `https`, on a host of JaaS, and
 * exactly `/<AppID>/<room>` (jitsi infra-configuration: "matches /(TENANT)/(ROOM) pattern only").
 * Query and fragment are not looked at: they may hold a token.
 *
 * @param hosts `main`: 8x8.vc alone; `any`: its subdomains too, for pages that the person let Gavel into
 */
export function meetingFromUrl(url: string, hosts: 'main' | 'any' = 'main'): MeetingAddress | null {
  if (url.length > URL_LIMIT || !URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  const known = hosts === 'any' ? isMeetingHost(host) : host === MAIN_HOST;
  const [, tenant, segment, ...more] = pathname.split('/');
  if (protocol !== 'https:' || !known || more.length > 0) return null;
  const appId = parseAppId(tenant);
  const room = parseRawRoom(segment);
  if (appId === null || room === null || NOT_ROOMS.has(room)) return null;
  return { appId, room, host: host as MeetingHost };
}

export type TypedMeetingRefusal = 'empty' | 'not-a-meeting-link' | 'no-room' | 'too-long';

export type TypedMeeting =
  | {
      readonly ok: true;
      /** The link's own, or the one that was chosen. */
      readonly appId: AppId;
      readonly room: RawRoom;
      /** The room as JaaS knows it: what Jitsi leaves out is left out, in lower case. */
      readonly known: RawRoom;
      readonly fromLink: boolean;
    }
  | { readonly ok: false; readonly code: TypedMeetingRefusal };

/** Longer names can be too long for an address; in UTF-16 code units, of which each may become six. */
const LONG = 340;

const REFUSALS = { surrogate: 'no-room', 'too-long': 'too-long' } as const;

/**
 * Reads the meeting that a person means: its name, or the link of its page, with or without
 * `https://`, or what stands in it behind the host. A link says its AppID itself. An address of
 * another site is refused and not taken for a name, for what Jitsi leaves out of it would make
 * it the name of another room.
 *
 * @param appId the AppID that was chosen, for a name
 */
export function readTypedMeeting(text: string, appId: AppId): TypedMeeting {
  const typed = text.trim();
  if (typed === '') return { ok: false, code: 'empty' };
  const link = linkOf(typed);
  if (link === null) {
    const room = rawRoomOfTyped(typed);
    if (room !== null) return named(appId, room, false);
    return { ok: false, code: typed.length > LONG ? 'too-long' : 'no-room' };
  }
  const address = meetingFromUrl(link);
  if (address === null) return { ok: false, code: 'not-a-meeting-link' };
  return named(address.appId, address.room, true);
}

function named(appId: AppId, room: RawRoom, fromLink: boolean): TypedMeeting {
  const conference = conferenceFullName(appId, room);
  if (!conference.ok) return { ok: false, code: REFUSALS[conference.code] };
  // What stands before the `@` is percent-encoded, and so an address that opens the same room.
  const known = parseRawRoom(conference.conference.split('@', 1)[0]);
  if (known === null) return { ok: false, code: 'no-room' };
  return { ok: true, appId, room, known, fromLink };
}

/** What is meant as an address, made whole; null for a name. */
function linkOf(typed: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return typed.replace(/^http:/i, 'https:');
  if (/^(?:8x8\.vc)?\/*vpaas-magic-cookie-[^/]*\//i.test(typed)) {
    return `https://8x8.vc/${typed.replace(/^(?:8x8\.vc)?\/*/i, '')}`;
  }
  // Of another site: as it stands it is no URL, and so no meeting.
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,}\/./i.test(typed) ? typed : null;
}
