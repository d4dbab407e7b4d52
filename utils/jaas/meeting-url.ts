import { stripped } from '~/utils/strip';
import { type AppId, parseAppId } from './ids';
import { type MeetingMention, meetingMentions, segmentOfNode } from './meeting-mentions';
import { holdsToken, TEXT_LIMIT, trimmed, unquoted, unwrapped, withoutCopied } from './pasted';
import {
  conferenceFullName,
  isMeetingHost,
  MAIN_HOST,
  type MeetingHost,
  parseRawRoom,
  type RawRoom,
  type RoomRefusal,
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

/** A meeting that was found in a text. */
export interface FoundMeeting {
  readonly appId: AppId;
  readonly room: RawRoom;
  /** The room as JaaS knows it: what Jitsi leaves out is left out, in lower case. */
  readonly known: RawRoom;
}

export type TypedMeetingRefusal =
  | 'empty'
  | 'not-a-meeting-link'
  | 'no-room'
  | 'too-long'
  | 'lines'
  | 'several';

export type TypedMeeting =
  | (FoundMeeting & {
      readonly ok: true;
      /** Whether the text said the AppID too; else it is the one that was chosen. */
      readonly fromLink: boolean;
    })
  | { readonly ok: false; readonly code: Exclude<TypedMeetingRefusal, 'several'> }
  | {
      readonly ok: false;
      readonly code: 'several';
      /** What the text can be read as: two or more. */
      readonly found: readonly FoundMeeting[];
    };

/** Longer names can be too long for an address; in UTF-16 code units, of which each may become six. */
const LONG = 340;

const REFUSALS = { surrogate: 'no-room', 'too-long': 'too-long' } as const;

/**
 * Reads the meeting that a person means, from what they typed or pasted: the name of a room, or a text that names one
 * meeting by its link, its address in XMPP or `<AppID>/<room>`, as often as it likes and with whatever around it, such
 * as an invitation, a line of a log, or a link in a link. These say their AppID themselves.
 *
 * Refused is `several`, what can be read in two ways, and an address of another site (`not-a-meeting-link`), for what
 * Jitsi leaves out of it would make it the name of another room; a name of more than one line is `lines`.
 *
 * @param appId the AppID that was chosen, for a name
 */
export function readTypedMeeting(text: string, appId: AppId): TypedMeeting {
  if (text.length > TEXT_LIMIT) return { ok: false, code: 'too-long' };
  if (trimmed(text) === '') return { ok: false, code: 'empty' };
  const plain = unwrapped(text);
  const mentions = [withoutCopied(plain), withoutCopied(plain, ' ')].flatMap(meetingMentions);
  const addresses = [...mentions, ...wordsBehindLink(plain)].flatMap(addressOf);
  if (addresses.length > 0) return theOne(addresses.map(named), true);
  return isAddress(plain)
    ? { ok: false, code: 'not-a-meeting-link' }
    : readName(unquoted(plain), appId);
}

function addressOf({ host, appId, room }: MeetingMention): MeetingAddress[] {
  const address = meetingFromUrl(`https://${host}/${appId}/${room}`, 'any');
  return address === null ? [] : [address];
}

/**
 * A link whose path goes on behind a blank: either that is the room's, as when the address is written by hand, or these
 * are other words.
 */
function wordsBehindLink(plain: string): MeetingMention[] {
  const line = trimmed(plain);
  if (line.length > 2 * LONG || /[\r\n]/.test(line)) return [];
  const [, appId = '', room = ''] =
    /^(?:https?:\/\/)?(?:8x8\.vc(?::443)?)?\/*(vpaas-magic-cookie-[0-9a-z]{1,64})\/+([^/?#]*)(?:[?#].*)?$/i.exec(
      line,
    ) ?? [];
  const first = /^[^\s<>"]*(?=\s)/.exec(room)?.[0];
  const isProse = first === undefined || first === '' || /[.,;:!?…)\]}'”»]$/.test(first);
  return isProse ? [] : [{ host: MAIN_HOST, appId: appId.toLowerCase(), room }];
}

/**
 * Whether a text, in which no meeting was found, has an address all the same: of a page, of a mailbox, an AppID, the
 * end of a link, or a token.
 */
function isAddress(plain: string): boolean {
  return (
    /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#]/i.test(plain) ||
    /vpaas-magic-cookie-/i.test(plain) ||
    /[^\s?#][?#][\w.]{1,64}=\S/.test(plain) ||
    holdsToken(plain) ||
    /(?:^|[^\w.-])(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63}(?::\d{1,5})?\/[^\s]/i.test(plain) ||
    /[^\s@]@(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63}(?![\w-])/i.test(plain)
  );
}

function readName(name: string, appId: AppId): TypedMeeting {
  if (/[\r\n\u2028\u2029]/.test(name)) return { ok: false, code: 'lines' };
  // What nobody sees is left from copying at the ends; within it may be part of the name too.
  const seen = withoutCopied(name);
  const isWithin = stripped(withoutCopied(name, '\n'), /\s/, /\s/).includes('\n');
  const readings = (isWithin ? [seen, name] : [trimmed(seen)]).map(rawRoomOfTyped);
  const rooms = readings.filter((room) => room !== null);
  if (rooms.length === 0) return { ok: false, code: name.length > LONG ? 'too-long' : 'no-room' };
  return theOne(
    rooms.map((room) => named({ appId, room, host: MAIN_HOST })),
    false,
  );
}

type Named = { readonly meeting: FoundMeeting; readonly key: string; readonly isMain: boolean };

/** The meeting of an address, and the conference that it is on the server; or why there is none. */
function named({ appId, room, host }: MeetingAddress): Named | RoomRefusal {
  const parsed = conferenceFullName(appId, room, host);
  if (!parsed.ok) return parsed;
  const { conference } = parsed;
  // What stands before the `@` is percent-encoded, and so an address that opens the same room.
  const known = parseRawRoom(segmentOfNode(conference.split('@', 1)[0] ?? ''));
  if (known === null) return { ok: false, code: 'surrogate' };
  return { meeting: { appId, room, known }, key: conference, isMain: host === MAIN_HOST };
}

/** The one conference that all readings mean. Equal readings are one. */
function theOne(readings: readonly (Named | RoomRefusal)[], fromLink: boolean): TypedMeeting {
  const found = new Map<string, Named>();
  for (const reading of readings) {
    if ('ok' in reading) return { ok: false, code: REFUSALS[reading.code] };
    if (reading.isMain || !found.has(reading.key)) found.set(reading.key, reading);
  }
  const [one, ...others] = found.values();
  if (others.length > 0) {
    return { ok: false, code: 'several', found: [...found.values()].map(({ meeting }) => meeting) };
  }
  // A meeting of another host is acted on in its own page only.
  return one?.isMain
    ? { ok: true, ...one.meeting, fromLink }
    : { ok: false, code: 'not-a-meeting-link' };
}
