import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Prosody } from '~/scripts/prosody/start';
import { FaultBook } from '~/tests/simulator/api/faults';
import { handleApi } from '~/tests/simulator/api/handler';
import { KeyCards, type RegisteredKey } from '~/tests/simulator/api/keys';
import { Phones } from '~/tests/simulator/api/phones';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { parseRoute } from '~/tests/simulator/api/routes';
import { APP_ID } from '~/tests/simulator/room-name';
import { listen } from '~/tests/simulator/server/listener';
import { Reachability } from '~/tests/simulator/server/reachability';
import { apiWorld } from './api-world';
import { loadJitsiAssets } from './assets';
import { proxyBosh } from './bosh-proxy';
import type { RoomService } from './room-service';

export interface JitsiServer {
  /** Chromium's arguments by which both hosts are this server. */
  readonly chromiumArgs: readonly string[];
  /** Everything the API was asked, oldest first. */
  readonly requests: readonly ApiRequest[];
  registerKey(key: RegisteredKey): void;
  /** Breaks or mends the browsers' connection to the rooms; everybody else keeps theirs. */
  setBrowsersConnected(connected: boolean): void;
  stop(): Promise<void>;
}

/** `8x8.vc` and `api-vo.jitsi.net` in front of a real Prosody: page, library, BOSH and API. */
export async function startJitsiServer(
  prosody: Prosody,
  service: RoomService,
): Promise<JitsiServer> {
  const assets = await loadJitsiAssets();
  const keys = new KeyCards();
  const requests: ApiRequest[] = [];
  /** Browsers' requests for the rooms that are under way. */
  const polls = new Set<ServerResponse>();
  let lost = false;
  const api = {
    now: Date.now,
    keys,
    faults: new FaultBook(),
    world: apiWorld(service),
    phones: new Phones(),
    requests,
  };

  const poll = (incoming: IncomingMessage, response: ServerResponse) => {
    polls.add(response);
    response.once('close', () => polls.delete(response));
    proxyBosh(prosody.httpPort, lost, incoming, response);
  };
  const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
    const url = incoming.url ?? '/';
    const route = parseRoute(host, url);
    const [pathname = ''] = url.split('?', 1);
    // Not caught: a failure in here is a mistake of this server, and must fail the test.
    if (route !== undefined) void handleApi(api, route, incoming, response);
    else if (pathname === '/http-bind') poll(incoming, response);
    else serve(assets.get(isRoom(pathname) ? '/room' : pathname), response);
  };
  const listener = await listen(
    { request: onRequest, upgrade: (_incoming, socket) => socket.destroy() },
    new Reachability(),
  );
  const rules = ['8x8.vc', 'api-vo.jitsi.net'].map(
    (host) => `MAP ${host} 127.0.0.1:${listener.port}`,
  );
  return {
    chromiumArgs: [`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'],
    requests,
    registerKey: (key) => keys.register(key),
    setBrowsersConnected: (connected) => {
      lost = !connected;
      if (lost) for (const response of polls) response.destroy();
    },
    stop: () => listener.stop(),
  };
}

type Found = { readonly type: string; readonly body: string } | undefined;

function serve(asset: Found, response: ServerResponse): void {
  response.writeHead(asset ? 200 : 404, {
    'Content-Type': `${asset?.type ?? 'text/plain'}; charset=utf-8`,
    'Cache-Control': 'no-store',
  });
  response.end(asset?.body ?? 'Not found');
}

function isRoom(pathname: string): boolean {
  const [, tenant = '', room = '', ...rest] = pathname.split('/');
  return APP_ID.test(tenant) && room !== '' && rest.length === 0;
}
