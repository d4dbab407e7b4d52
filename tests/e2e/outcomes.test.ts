import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { Fault } from '~/tests/simulator/api/faults';
import type { HostKey } from './support/host-key';
import type { MeetingPage } from './support/panel';

let world: World;
let key: HostKey;
/** The meeting that the host is in. Most answers leave it as it was, so the next one comes there too. */
let joined: Awaited<ReturnType<World['joinMeeting']>> | null = null;
/** How often something was asked for in the tab of that meeting. */
let asked = 0;

/** Gavel listens to twenty requests of a tab, and to one more every three seconds: no host is as fast as this. */
const ASKED_IN_A_TAB = 15;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

type Operation = 'BAN_USER' | 'KICK_PARTICIPANT' | 'DESTROY';

interface Row {
  readonly answer: string;
  readonly fault: Omit<Fault, 'match'>;
  /** What the host reads, for all three operations or by operation. */
  readonly reads: RegExp | Record<Operation, RegExp>;
  /** How often the simulator is asked, for all three operations or by operation. */
  readonly asked: number | Record<Operation, number>;
  /** The browser may repeat by itself what broke before it was read. */
  readonly orOnceMore?: true;
}

const undone = /They were not banned|They were not removed|The meeting was not ended/;
const unknown = /It is not known whether/;

/** Bans and ends have two addresses: without a word of JaaS's at the first the other is asked. */
const TWICE_WHERE_THERE_ARE_TWO = { BAN_USER: 2, KICK_PARTICIPANT: 1, DESTROY: 2 } as const;

const rows: readonly Row[] = [
  // First, because Chromium keeps back what extensions send to an address with many 5xx.
  { answer: '500 once', fault: { status: 500, times: 1 }, reads: /JaaS accepted the/, asked: 2 },
  {
    answer: '502 for ever',
    fault: { status: 502 },
    reads: /internal error \(502\).*It is not known whether/s,
    asked: 2,
  },
  {
    answer: '503 with Retry-After for ever',
    fault: { status: 503, retryAfter: 2 },
    reads: {
      BAN_USER: /busy.*\(503\)/s,
      KICK_PARTICIPANT: /busy.*\(503\)/s,
      // A later one could end the next meeting in the same room.
      DESTROY: /busy.*\(503\).*It is not known whether/s,
    },
    asked: { BAN_USER: 4, KICK_PARTICIPANT: 4, DESTROY: 3 },
  },
  {
    answer: '204 without a body',
    fault: { status: 204, body: '' },
    reads: /JaaS accepted the/,
    asked: 1,
  },
  {
    answer: '200 with a megabyte',
    fault: { status: 200, body: '1MB' },
    reads: /JaaS accepted the/,
    asked: 1,
  },
  {
    answer: 'F10: 202 with HTML',
    fault: { status: 202, body: 'html' },
    reads: /gave an answer that is not JaaS's: a web page \(202\).*It is not known whether/s,
    asked: TWICE_WHERE_THERE_ARE_TWO,
  },
  {
    answer: 'F10: 200 that says that it failed',
    fault: { status: 200, body: '{"status":"error","message":"not today"}', perform: false },
    reads: /The answer \(200\) says that the request failed.*It is not known whether.*not today/s,
    asked: 1,
  },
  {
    answer: 'F11: 403 of something in front of JaaS',
    fault: { status: 403, body: 'challenge', headers: { 'cf-mitigated': 'challenge' } },
    reads: /Something in front of [\w.-]+ refused the request \(403\), not JaaS/,
    asked: TWICE_WHERE_THERE_ARE_TWO,
  },
  {
    answer: 'F11: 511 of the network',
    fault: { status: 511, body: 'html' },
    reads: /Something in front of [\w.-]+ refused the request \(511\), not JaaS/,
    asked: TWICE_WHERE_THERE_ARE_TWO,
  },
  {
    answer: 'F12: a redirect',
    fault: { status: 302, headers: { Location: 'https://8x8.vc/moved' } },
    reads: /[\w.-]+ answered with a redirect, which Gavel does not follow/,
    asked: TWICE_WHERE_THERE_ARE_TWO,
  },
  {
    answer: 'F12: 410',
    fault: { status: 410 },
    reads: /does not know this AppID or this address \(410\)/,
    asked: TWICE_WHERE_THERE_ARE_TWO,
  },
  {
    answer: '200 that is not UTF-8',
    fault: { status: 200, body: 'not-utf8' },
    reads: /JaaS accepted the/,
    asked: 1,
  },
  {
    answer: '400 with its own message',
    fault: { status: 400, body: '{"message":"conference name is off"}' },
    reads: /did not understand the request \(400\).*conference name is off/s,
    asked: 1,
  },
  {
    answer: '422',
    fault: { status: 422, body: '' },
    reads: /did not understand the request \(422\)/,
    asked: 1,
  },
  {
    answer: '401',
    fault: { status: 401 },
    reads: /JaaS refused the token \(401\).*The key ID .+ may be wrong/s,
    asked: 1,
  },
  {
    answer: '403',
    fault: { status: 403 },
    reads: /does not let this key do that \(403\)/,
    asked: 1,
  },
  {
    answer: 'F8, F9: 404, while all are still here',
    fault: { status: 404 },
    reads: {
      BAN_USER: /api-vo\.jitsi\.net does not know this AppID.*404.*8x8\.vc.*They were not banned/s,
      KICK_PARTICIPANT: /JaaS does not know them in this room \(404\)\. They are still here\./,
      DESTROY: /JaaS knows no meeting of this name \(404\), but its page was still in it/,
    },
    asked: TWICE_WHERE_THERE_ARE_TWO,
  },
  {
    answer: '409',
    fault: { status: 409 },
    reads: /reports a conflict \(409\).*It is not known/s,
    asked: 1,
  },
  {
    answer: '418',
    fault: { status: 418 },
    reads: /an answer that Gavel does not recognise \(418\)/,
    asked: 1,
  },
  { answer: '429 without a time', fault: { status: 429 }, reads: /busy.*\(429\)/s, asked: 1 },
  {
    answer: '429 with Retry-After, then 200',
    fault: { status: 429, retryAfter: 1, times: 1 },
    reads: /JaaS accepted the/,
    asked: 2,
  },
  {
    answer: 'a connection that breaks after the request was read',
    fault: { drop: 'after-read' },
    reads: /broke before an answer came/,
    asked: 1,
  },
  {
    answer: 'a connection that breaks before the request was read',
    fault: { drop: 'before-read' },
    reads: /broke before an answer came/,
    asked: 1,
    orOnceMore: true,
  },
  {
    answer: 'no answer in ten seconds',
    fault: { held: 'undone' },
    reads: /did not answer within 10 seconds/,
    asked: 1,
  },
];

/** The host's meeting of this key's AppID, with the card open. */
async function meetingOf(by: HostKey): Promise<{ page: MeetingPage; join: () => Guest }> {
  const isThere = joined && !joined.meeting.destroyed && joined.page.page.url().includes(by.appId);
  if (!joined || !isThere || asked >= ASKED_IN_A_TAB) {
    await joined?.page.close();
    joined = await world.joinMeeting(by.appId);
    await joined.page.panel.open();
    asked = 0;
  }
  asked += 1;
  const { page, meeting } = joined;
  const join = () => {
    // A ban that was accepted holds for the AppID, so everybody here is somebody new.
    const id = randomUUID();
    const name = `Guest ${id.slice(0, 8)}`;
    const participant = meeting.join({ name, userId: `auth0|${id}` });
    return {
      name,
      leave: () => {
        if (meeting.participant(participant)) meeting.leave(participant);
      },
    };
  };
  return { page, join };
}

interface Guest {
  readonly name: string;
  /** Unless they were put out. */
  readonly leave: () => void;
}

/** Asks for the operation as a host does, confirms it, and gives back what the popup says in the end. */
async function act(operation: Operation, wanted: RegExp, by = key): Promise<string> {
  const { page, join } = await meetingOf(by);
  await world.gavel.popupClosed();
  const { name, leave } = join();
  if (operation === 'BAN_USER') await page.panel.ban(name);
  else if (operation === 'KICK_PARTICIPANT') await page.panel.remove(name);
  else await page.panel.endMeeting();
  const popup = await world.gavel.popup();
  if (operation === 'BAN_USER') {
    await popup.click('checkbox', /^Also remove from this meeting/);
    await popup.confirm('Ban');
  } else await popup.confirm(operation === 'DESTROY' ? 'End meeting' : 'Remove');
  const said = await popup.reads(wanted);
  await popup.close();
  leave();
  return said;
}

describe.each(['BAN_USER', 'KICK_PARTICIPANT', 'DESTROY'] as const)(
  '%s answered by',
  (operation) => {
    it.each(rows)('$answer', async ({ fault, reads, asked, orOnceMore }) => {
      world.simulator.clearRecords();
      world.simulator.fault({ ...fault, match: { operation } });
      const wanted = reads instanceof RegExp ? reads : reads[operation];
      const said = await act(operation, wanted);
      const requests = world.simulator.requests.filter((it) => it.operation === operation);
      const times = typeof asked === 'number' ? asked : asked[operation];
      expect(requests.length - (orOnceMore && requests.length > times ? 1 : 0)).toBe(times);
      const isSaid = /JaaS accepted the|still (?:here|in it)/.test(said);
      if (!isSaid) expect(said).toMatch(new RegExp(`${undone.source}|${unknown.source}`));
    });
  },
);

describe('a clock of JaaS that is five minutes ahead', () => {
  it.each(['BAN_USER', 'KICK_PARTICIPANT', 'DESTROY'] as const)(
    'is learned from the first %s that is refused, and known for the next',
    async (operation) => {
      const skewed = await world.newKeyInGavel();
      world.simulator.clearRecords();
      world.simulator.fault({ dateSkewSeconds: 300 });
      await act(operation, /JaaS accepted the/, skewed);
      await act(operation, /JaaS accepted the/, skewed);
      expect(world.simulator.requests.map(({ status }) => status)).toEqual([401, 200, 200]);
    },
  );
});

describe('an address of JaaS that cannot be reached', () => {
  it('is left for the other one, which is remembered for the next ban', async () => {
    world.simulator.clearRecords();
    world.simulator.setClassicReachable(false);
    await act('BAN_USER', /JaaS accepted the ban/);
    await act('BAN_USER', /JaaS accepted the ban/);
    world.simulator.setClassicReachable(true);
    const asked = world.simulator.requests.map(({ operation, base }) => `${operation} ${base}`);
    expect(asked).toEqual(['BAN_USER current', 'BAN_USER current']);
  });
});
