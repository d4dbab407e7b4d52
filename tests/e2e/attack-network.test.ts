import { gzipSync } from 'node:zlib';
import type { Page, WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { Fault } from '~/tests/simulator/api/faults';
import { allSent } from './support/all-sent';
import type { HostKey } from './support/host-key';

const OWN_HOSTS = ['8x8.vc', 'api-vo.jitsi.net'];

let world: World;
let key: HostKey;
/** Every address that Gavel's background asked for. */
const asked: string[] = [];
/** Hosts that are nobody's business and were asked all the same. */
const strangers: string[] = [];

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
  const { client } = await world.gavel.serviceWorker();
  // Chromium also names the address of a redirect that is not followed. Whether it was asked, the simulator knows.
  client.on('Network.requestWillBeSent', ({ request, redirectResponse }) => {
    if (redirectResponse === undefined) asked.push(request.url);
  });
  await client.send('Network.enable');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

interface Row {
  readonly what: string;
  readonly fault: Omit<Fault, 'match'>;
  readonly reads: RegExp;
}

const BOMB = gzipSync(Buffer.alloc(128 * 1024 * 1024));

const away = { location: 'https://host.example/steal' };
const redirected = /answered with a redirect, which Gavel does not follow.*They were not banned/s;

const rows: readonly Row[] = [
  ...[301, 302, 303, 307, 308].map((status) => ({
    what: `a redirect (${status}) to another host`,
    fault: { status, headers: away },
    reads: redirected,
  })),
  {
    what: 'a redirect to itself',
    fault: { status: 307, headers: { location: '/rest/jitsi/v1/x' } },
    reads: redirected,
  },
  {
    what: 'a refusal that unpacks to 128 MB',
    fault: { status: 400, body: BOMB, headers: { 'content-encoding': 'gzip' } },
    reads: /did not understand the request \(400\)/,
  },
  {
    what: 'an acceptance that unpacks to 128 MB',
    fault: { status: 200, body: BOMB, headers: { 'content-encoding': 'gzip' } },
    reads: /JaaS accepted the ban/,
  },
  {
    what: 'a refusal in markup with script',
    fault: {
      status: 400,
      body: '<html><script>alert(1)</script><img src=https://host.example/x onerror=alert(1)></html>',
      headers: { 'content-type': 'text/html' },
    },
    reads: /did not understand the request \(400\)/,
  },
  {
    what: 'a refusal that repeats the token',
    fault: {
      status: 400,
      body: `{"message":"bad token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.${'A'.repeat(300)} https://host.example/"}`,
    },
    reads: /did not understand the request \(400\)/,
  },
  {
    what: 'a wait of a hundred years',
    fault: { status: 429, headers: { 'retry-after': '3153600000' } },
    reads: /busy.*\(429\)/s,
  },
  {
    what: 'cookies',
    fault: { status: 200, headers: { 'set-cookie': 'spy=1; Path=/; Secure; SameSite=None' } },
    reads: /JaaS accepted the ban/,
  },
];

let people = 0;
/** One meeting for all rows: each is about somebody else in it. */
let joined: Awaited<ReturnType<World['joinMeeting']>> | null = null;

async function ban(reads: RegExp): Promise<string> {
  people += 1;
  const person = { name: `Guest ${people}`, userId: `auth0|guest-${people}` };
  joined ??= await world.joinMeeting(key.appId);
  const { page, meeting } = joined;
  const id = meeting.join(person);
  await page.page.bringToFront();
  await page.panel.open();
  await page.panel.ban(person.name);
  const popup = await world.gavel.popup();
  await popup.click('checkbox', /^Also remove from this meeting/);
  await popup.confirm('Ban');
  const said = await popup.reads(reads);
  await popup.close();
  meeting.leave(id);
  return said;
}

describe('JaaS, or who speaks for it, answers with', () => {
  it.each(rows)('$what: nothing follows it, nothing of it harms', async ({ fault, reads }) => {
    world.simulator.fault({ ...fault, match: { operation: 'BAN_USER' } });
    const said = await ban(reads);
    expect(said).not.toMatch(/eyJ[A-Za-z0-9]/);
    await allSent(world);
    const strange = world.simulator.pageRequests.filter(({ host }) => host === 'host.example');
    strangers.push(...strange.map(({ host }) => host));
    expect(strange).toEqual([]);
    const { headers } = await world.request('BAN_USER');
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
  });

  it('cookies for the host: none goes along, neither those nor the person’s own', async () => {
    const page = await world.gavel.browser.newPage();
    await page.goto('https://8x8.vc/');
    await page.evaluate('document.cookie = "session=secret; path=/; secure; samesite=none"');
    await page.close();
    await ban(/JaaS accepted the ban/);
    await allSent(world);
    expect(world.simulator.requests.length).toBeGreaterThan(0);
    for (const { headers } of world.simulator.requests) {
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
    }
  });
});

describe('Gavel', () => {
  it('has asked the two hosts of JaaS and no other, in all of that', () => {
    const hosts = asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).host);
    expect(hosts.length).toBeGreaterThan(rows.length);
    expect([...new Set(hosts)].filter((host) => !OWN_HOSTS.includes(host))).toEqual([]);
    expect(strangers).toEqual([]);
    const others = asked.filter((url) => !/^https:/.test(url));
    expect(others.filter((url) => !url.startsWith(world.gavel.url('')))).toEqual([]);
  });

  it('is kept from every other host by its policy, even if it tried', async () => {
    const worker = await world.gavel.serviceWorker();
    const options = await world.gavel.openOptions('about');
    const popup = await world.gavel.openToolbarPopup();
    const attempts = async (from: WebWorker | Page) =>
      from.evaluate(async () => {
        const wanted = [
          'https://host.example/x',
          'https://stage.8x8.vc/x',
          'http://8x8.vc/x',
          'https://8x8.vc.host.example/x',
        ];
        const made = wanted.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => url,
            () => null,
          ),
        );
        return (await Promise.all(made)).filter(Boolean);
      });
    for (const from of [worker, popup.page, options.page]) expect(await attempts(from)).toEqual([]);
    const loaded = await options.page.evaluate(async () => {
      const image = new Image();
      const done = new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('blocked');
      });
      image.src = 'https://host.example/favicon.ico';
      const inline = document.createElement('script');
      try {
        // Trusted types refuse the text itself, where the browser knows them.
        inline.textContent = 'globalThis.ranInline = true';
      } catch {}
      document.body.append(inline);
      return [await done, 'ranInline' in globalThis];
    });
    expect(loaded).toEqual(['blocked', false]);
    expect(world.simulator.pageRequests.filter(({ host }) => !host.startsWith('8x8.vc'))).toEqual(
      [],
    );
    await popup.close();
    await options.close();
  });
});
