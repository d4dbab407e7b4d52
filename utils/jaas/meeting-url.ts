import type { AppId } from './app-id';
import { parseAppId } from './app-id';
import { isMeetingHost, MAIN_HOST, type MeetingHost } from './meeting-host';
import type { RawRoom } from './room';
import { parseRawRoom } from './room';

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
