import { type AppId, parseAppId } from './app-id';
import type { MeetingHost } from './meeting-host';
import { parseRawRoom, type RawRoom } from './raw-room';

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
const NOT_ROOMS = new Set([
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
 * The meeting that `url` is the page of, or null. A meeting page is `https`, one of `hosts`, and
 * exactly `/<AppID>/<room>` (jitsi infra-configuration: "matches /(TENANT)/(ROOM) pattern only").
 * Query and fragment are not looked at: they may hold a token.
 */
export function meetingFromUrl(
  url: string,
  hosts: readonly MeetingHost[] = ['8x8.vc'],
): MeetingAddress | null {
  if (url.length > URL_LIMIT || !URL.canParse(url)) return null;
  const { protocol, host: named, pathname } = new URL(url);
  const host = hosts.find((one) => one === named);
  const [before, tenant, segment, ...more] = pathname.split('/');
  if (protocol !== 'https:' || host === undefined || before !== '' || more.length > 0) return null;
  const appId = parseAppId(tenant);
  if (appId === null || segment === undefined || NOT_ROOMS.has(segment)) return null;
  const room = parseRawRoom(segment);
  return room === null ? null : { appId, room, host };
}
