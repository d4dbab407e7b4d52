// @vitest-environment node
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator';
import { until } from '../until';
import { APP_ID, CLASSIC, CURRENT, call, command, KEY_ID, keyPairOf, mint } from './call';

const keys = keyPairOf();
const NOW = Date.parse('2026-09-01T12:00:00Z');
let sim: Simulator;
let token: string;

beforeAll(async () => {
  sim = await startSimulator({ now: () => NOW });
  sim.registerKey({ appId: APP_ID, keyId: KEY_ID, publicKeyPem: keys.publicKeyPem });
  token = await mint(keys, NOW);
});
afterAll(() => sim.stop());
beforeEach(() => sim.clearRecords());
afterEach(() => vi.useRealTimers());

const ban = (userId: string, base = CLASSIC) =>
  call(sim, `${base}/jaccess/v1/access-management/${APP_ID}/ban/user/${userId}`, { token });

it.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503])(
  'answers %i as told, without doing what was asked',
  async (status) => {
    sim.fault({ status, body: '{"message":"no"}' });
    const reply = await ban(`status-${status}`);
    expect(reply.status).toBe(status);
    expect(reply.body.toString()).toBe('{"message":"no"}');
    expect(sim.bans(APP_ID).userIds).not.toContain(`status-${status}`);
    expect(sim.requests[0]).toMatchObject({ status, performed: false });
  },
);

it.each([200, 202, 204])('does what was asked when told to answer %i', async (status) => {
  sim.fault({ status, body: '' });
  expect((await ban(`ok-${status}`)).status).toBe(status);
  expect(sim.bans(APP_ID).userIds).toContain(`ok-${status}`);
});

it('hits as often as told, then is over', async () => {
  sim.fault({ status: 500, times: 2 });
  const statuses = [await ban('x'), await ban('x'), await ban('x')].map((each) => each.status);
  expect(statuses).toEqual([500, 500, 200]);
});

it('hits only what it matches', async () => {
  sim.fault({ match: { userId: 'ann' }, status: 500 });
  sim.fault({ match: { base: 'current' }, status: 503 });
  sim.fault({ match: { operation: 'DESTROY' }, status: 409 });
  const destroy = call(sim, `${CLASSIC}/conference-commands/v1/meeting`, {
    token,
    body: command('DESTROY', 'room'),
  });
  const replies = await Promise.all([ban('ann'), ban('bo'), ban('bo', CURRENT), destroy]);
  expect(replies.map((each) => each.status)).toEqual([500, 200, 503, 409]);
});

it('can be removed, one or all', async () => {
  const one = sim.fault({ match: { userId: 'one' }, status: 500 });
  sim.fault({ match: { userId: 'two' }, status: 500 });
  one.remove();
  expect((await ban('one')).status).toBe(200);
  expect((await ban('two')).status).toBe(500);
  sim.clearFaults();
  expect((await ban('two')).status).toBe(200);
});

it.each([
  ['', (body: Buffer) => expect(body).toHaveLength(0)],
  ['html', (body: Buffer) => expect(body.toString()).toContain('<h1>Error</h1>')],
  ['challenge', (body: Buffer) => expect(body.toString()).toContain('Just a moment...')],
  ['1MB', (body: Buffer) => expect(body).toHaveLength(1024 * 1024)],
  [
    'not-utf8',
    (body: Buffer) =>
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body)).toThrow(),
  ],
  ['in its own words', (body: Buffer) => expect(body.toString()).toBe('in its own words')],
] as const)('can answer with the body "%s"', async (body, check) => {
  sim.fault({ status: 500, body });
  check((await ban('body')).body);
});

it('can send bytes, Retry-After and any header', async () => {
  sim.fault({ status: 429, body: Uint8Array.of(1, 2), retryAfter: 7, headers: { 'X-Odd': 'yes' } });
  const reply = await ban('headers');
  expect([...reply.body]).toEqual([1, 2]);
  expect(reply.headers).toMatchObject({ 'retry-after': '7', 'x-odd': 'yes' });
});

it('a server whose clock is ahead refuses the token, and its Date shows it', async () => {
  sim.fault({ dateSkewSeconds: 600 });
  const reply = await ban('skewed');
  expect(reply.status).toBe(401);
  expect(reply.headers.date).toBe(new Date(NOW + 600_000).toUTCString());
  expect(sim.requests[0]?.token).toMatchObject({ ok: false, reason: 'expired' });

  const corrected = await mint(keys, NOW + 600_000);
  const path = `/jaccess/v1/access-management/${APP_ID}/ban/user/skewed`;
  expect((await call(sim, `${CLASSIC}${path}`, { token: corrected })).status).toBe(200);
});

it('a server whose clock is behind refuses it too', async () => {
  sim.fault({ dateSkewSeconds: -600 });
  expect((await ban('behind')).status).toBe(401);
  expect(sim.requests[0]?.token).toMatchObject({ reason: 'not-yet-valid' });
});

it('a delay delays, and a client that gives up is recorded', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  sim.fault({ match: { userId: 'slow' }, delayMs: 120 });
  const slow = ban('slow');
  await until(() => vi.getTimerCount() === 1, 'the delay to begin');
  vi.advanceTimersByTime(119);
  // Whatever comes to the simulator after the delayed one and is not delayed is answered.
  expect((await ban('quick')).status).toBe(200);
  expect(sim.bans(APP_ID).userIds).not.toContain('slow');
  expect(sim.requests[0]?.status).toBe('pending');
  vi.advanceTimersByTime(1);
  expect((await slow).status).toBe(200);
  expect(sim.bans(APP_ID).userIds).toContain('slow');

  sim.fault({ match: { userId: 'never' }, delayMs: 60_000 });
  const path = `/jaccess/v1/access-management/${APP_ID}/ban/user/never`;
  const gone = call(sim, `${CLASSIC}${path}`, { token, headers: { connection: 'close' } });
  await until(() => vi.getTimerCount() === 1, 'the delay to begin');
  sim.setClassicReachable(false);
  await expect(gone).rejects.toThrow();
  await until(() => sim.requests[2]?.status === 'aborted', 'the record of it');
  expect(sim.bans(APP_ID).userIds).not.toContain('never');
  sim.setClassicReachable(true);
});

it.each(['before-read', 'after-read'] as const)('drops the connection %s', async (drop) => {
  sim.fault({ drop });
  await expect(ban(drop)).rejects.toThrow();
  expect(sim.requests).toHaveLength(1);
  expect(sim.requests[0]).toMatchObject({ status: 'dropped', performed: false });
  expect(sim.requests[0]?.token?.ok).toBe(drop === 'before-read' ? undefined : true);
  expect(sim.bans(APP_ID).userIds).not.toContain(drop);
});

it('can do what was asked and lose the answer', async () => {
  sim.fault({ drop: 'after-read', perform: true });
  await expect(ban('done-but-lost')).rejects.toThrow();
  expect(sim.bans(APP_ID).userIds).toContain('done-but-lost');
});

it('can hold the answer back after it did what was asked', async () => {
  sim.fault({ holdMs: 60_000 });
  const gone = ban('held');
  await until(() => sim.bans(APP_ID).userIds.has('held'), 'the ban');
  expect(sim.requests[0]).toMatchObject({ status: 'pending', performed: true });
  sim.setClassicReachable(false);
  await expect(gone).rejects.toThrow();
  await until(() => sim.requests[0]?.status === 'aborted', 'the record of it');
  sim.setClassicReachable(true);
});

it('can leave the body of its answer open', async () => {
  sim.fault({ status: 400, drop: 'never-ends' });
  const gone = ban('open');
  await until(() => sim.requests[0]?.status === 400, 'the answer to begin');
  sim.setClassicReachable(false);
  await expect(gone).rejects.toThrow();
  sim.setClassicReachable(true);
});

it('tells meetings and tokens to ban apart', async () => {
  const { conferenceFullName } = JSON.parse(JSON.stringify(command('DESTROY', 'one'))).payload;
  sim.fault({ match: { conferenceFullName }, status: 500 });
  sim.fault({ match: { jwt: 'a.b.c' }, status: 503 });
  const end = (room: string) =>
    call(sim, `${CLASSIC}/conference-commands/v1/meeting`, {
      token,
      body: command('DESTROY', room),
    });
  const banToken = (jwt: string) =>
    call(sim, `${CLASSIC}/jaccess/v1/access-management/${APP_ID}/ban/jwt`, {
      token,
      body: { jwt },
    });
  const replies = [end('one'), end('two'), banToken('a.b.c'), banToken('d.e.f')];
  expect((await Promise.all(replies)).map(({ status }) => status)).toEqual([500, 404, 503, 200]);
});

it('can cut the answer off after its headers', async () => {
  sim.fault({ drop: 'mid-response' });
  await expect(ban('cut')).rejects.toThrow();
  expect(sim.requests[0]).toMatchObject({ status: 'dropped', performed: true });
});

it('a host out of reach is never asked, while the other one answers', async () => {
  sim.setClassicReachable(false);
  await expect(ban('unreachable')).rejects.toThrow();
  expect(sim.requests).toEqual([]);
  expect(sim.refusedConnections.get('api-vo.jitsi.net')).toBeGreaterThan(0);
  expect((await ban('reachable', CURRENT)).status).toBe(200);
  sim.setClassicReachable(true);
  expect((await ban('again')).status).toBe(200);
});

it('holds a request until it is released, with what was asked undone until then, or done', async () => {
  const undone = sim.fault({ match: { userId: 'held-undone' }, held: 'undone' });
  const done = sim.fault({ match: { userId: 'held-done' }, held: 'unanswered' });
  const replies: number[] = [];
  const calls = ['held-undone', 'held-done'].map(async (userId) => {
    replies.push((await ban(userId)).status);
  });
  await until(() => sim.bans(APP_ID).userIds.has('held-done'));
  await until(() => sim.requests.length === 2);
  // Another request goes through meanwhile: whatever is held would have been answered before it.
  expect((await ban('free')).status).toBe(200);
  expect(replies).toEqual([]);
  expect(sim.bans(APP_ID).userIds).not.toContain('held-undone');
  undone.release();
  done.release();
  await Promise.all(calls);
  expect(replies).toEqual([200, 200]);
  expect(sim.bans(APP_ID).userIds).toContain('held-undone');
});
