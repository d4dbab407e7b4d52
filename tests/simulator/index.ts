import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Fault, FaultBook, type Scripted } from './api/faults';
import { handleApi } from './api/handler';
import { KeyCards, type RegisteredKey } from './api/keys';
import { Phones } from './api/phones';
import type { ApiRequest } from './api/record';
import { CLASSIC_HOST, parseRoute } from './api/routes';
import type { Bans } from './meeting/bans';
import type { Meeting } from './meeting/meeting';
import { World } from './meeting/world';
import { APP_ID } from './room-name';
import { listen } from './server/listener';
import { PageLink } from './server/page-link';
import { Reachability } from './server/reachability';
import { type PageRequest, Site } from './server/site';
import { ServerWebSocket } from './server/websocket';

export interface SimulatorOptions {
  /** The servers' clock, in milliseconds since the epoch; the machine's when left out. */
  readonly now?: () => number;
}

export interface Simulator {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Chromium's arguments by which both hosts, and `host.example`, are this server. */
  readonly chromiumArgs: readonly string[];
  /** Everything the API was asked, oldest first; the last ones may still be `pending`. */
  readonly requests: readonly ApiRequest[];
  /** Everything else that was asked: pages, scripts, addresses that should not be contacted. */
  readonly pageRequests: readonly PageRequest[];
  /** Connections refused by {@link setReachable}, by host. */
  readonly refusedConnections: ReadonlyMap<string, number>;
  registerKey(key: RegisteredKey): void;
  unregisterKey(key: Pick<RegisteredKey, 'appId' | 'keyId'>): void;
  /** Scripts a fault; with several, the first that matches is used. */
  fault(fault: Fault): Scripted;
  clearFaults(): void;
  /** An unreachable host's connections break before any HTTP, open ones at once. */
  setReachable(host: string, reachable: boolean): void;
  /** {@link setReachable} for `api-vo.jitsi.net`. */
  setClassicReachable(reachable: boolean): void;
  /** The meeting of a room, as it stands in a URL; made when there is none yet. */
  meeting(appId: string, room: string): Meeting;
  bans(appId: string): Bans;
  /** Forgets recorded requests and faults; meetings, bans and keys stay. */
  clearRecords(): void;
  /** Closes every connection. Not calling it keeps no process alive. */
  stop(): Promise<void>;
}

/** Starts the JaaS API and the Jitsi page on a free port of loopback. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const now = options.now ?? Date.now;
  const world = new World(now);
  const keys = new KeyCards();
  const faults = new FaultBook();
  const phones = new Phones();
  const reachability = new Reachability();
  const requests: ApiRequest[] = [];
  const pageRequests: PageRequest[] = [];
  const site = await Site.load();
  const api = { now, keys, faults, world, phones, requests };

  const note = (incoming: IncomingMessage, status: number) =>
    pageRequests.push({
      at: now(),
      host: hostOf(incoming),
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      origin: incoming.headers.origin,
      status,
    });

  const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
    const host = hostOf(incoming);
    const route = parseRoute(host, incoming.url ?? '');
    if (route === undefined) {
      note(incoming, site.serve(host, incoming, response));
      return;
    }
    // Not caught: a failure in here is a mistake of the simulator, and must fail the test.
    void handleApi(api, route, incoming, response);
  };

  const onUpgrade = (incoming: IncomingMessage, socket: Duplex) => {
    const url = new URL(`https://8x8.vc${incoming.url ?? '/'}`);
    const [, appId = '', end] = url.pathname.split('/');
    const room = url.searchParams.get('room');
    if (!APP_ID.test(appId) || end !== 'xmpp-websocket' || room === null) {
      socket.destroy();
      return;
    }
    note(incoming, 101);
    new PageLink(world.meeting(appId, room), new ServerWebSocket(incoming, socket));
  };

  const listener = await listen({ request: onRequest, upgrade: onUpgrade }, reachability);
  const setReachable = (host: string, reachable: boolean) => {
    reachability.set(host, reachable);
    if (!reachable) listener.disconnect(host);
  };

  return {
    port: listener.port,
    chromiumArgs: chromiumArgs(listener.port),
    requests,
    pageRequests,
    refusedConnections: reachability.refused,
    registerKey: (key) => keys.register(key),
    unregisterKey: (key) => keys.unregister(key),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    setReachable,
    setClassicReachable: (reachable) => setReachable(CLASSIC_HOST, reachable),
    meeting: (appId, room) => world.meeting(appId, room),
    bans: (appId) => world.bans(appId),
    clearRecords: () => {
      requests.length = 0;
      pageRequests.length = 0;
      faults.clear();
    },
    stop: async () => {
      phones.stop();
      await listener.stop();
    },
  };
}

function chromiumArgs(port: number): string[] {
  const hosts = ['8x8.vc', 'stage.8x8.vc', 'frankfurt.8x8.vc', 'api-vo.jitsi.net', 'host.example'];
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(', ');
  return [`--host-resolver-rules=${rules}`, '--ignore-certificate-errors'];
}

const hostOf = (incoming: IncomingMessage) =>
  (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
