// @vitest-environment node
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator';
import {
  APP_ID,
  CLASSIC,
  CURRENT,
  call,
  command,
  KEY_ID,
  keyPairOf,
  mint,
  OTHER_APP_ID,
} from './call';

const NOW = Date.parse('2026-09-01T12:00:00Z');
const keys = keyPairOf();
/** Longer than anybody lets a telephone ring here, in milliseconds. */
const RINGS_MS = 1000;

let sim: Simulator;
let token: string;
let rooms = 0;
let room: string;

beforeAll(async () => {
  sim = await startSimulator({ now: () => NOW });
  sim.registerKey({ appId: APP_ID, keyId: KEY_ID, publicKeyPem: keys.publicKeyPem });
  token = await mint(keys, NOW);
});
afterAll(() => sim.stop());
beforeEach(() => {
  sim.clearRecords();
  rooms += 1;
  room = `room-${rooms}`;
});

const bans = (base: string, end: string, appId = APP_ID) =>
  `${base}/jaccess/v1/access-management/${appId}/ban/${end}`;
const meetings = (base: string) => `${base}/conference-commands/v1/meeting`;

describe.each([
  ['classic', CLASSIC],
  ['current', CURRENT],
] as const)('at the %s base', (name, base) => {
  it('a ban is kept, and ejects nobody', async () => {
    const meeting = sim.meeting(APP_ID, room);
    const id = meeting.join({ name: 'Ann', userId: `a/b|${name}` });
    const userId = encodeURIComponent(`a/b|${name}`);
    const reply = await call(sim, bans(base, `user/${userId}`), { token });

    expect(reply.status).toBe(200);
    expect(meeting.banned.userIds).toContain(`a/b|${name}`);
    expect(meeting.participant(id)).toBeDefined();
    expect(() => meeting.rejoin(id)).toThrow('banned');
    expect(meeting.participants()).toEqual([]);
    expect(meeting.rejoin(id, { force: true })).not.toBe(id);
    expect(sim.requests).toMatchObject([
      { base: name, operation: 'BAN_USER', userId: `a/b|${name}`, appId: APP_ID, performed: true },
    ]);
  });

  it('a banned token keeps its bearer out', async () => {
    const jwt = `token-of-${name}`;
    const reply = await call(sim, bans(base, 'jwt'), { token, body: { jwt } });
    expect(reply.status).toBe(200);
    expect(() => sim.meeting(APP_ID, room).join({ name: 'Bo', token: jwt })).toThrow('banned');
    expect(sim.meeting(APP_ID, room).events.at(-1)).toMatchObject({ type: 'refused', name: 'Bo' });
  });

  it('DESTROY ends the meeting, and a new one can begin', async () => {
    const meeting = sim.meeting(APP_ID, room);
    meeting.joinMany(3);
    const destroy = () => call(sim, meetings(base), { token, body: command('DESTROY', room) });
    expect((await destroy()).status).toBe(200);
    expect(meeting.destroyed).toBe(true);
    expect(meeting.participants()).toEqual([]);
    expect((await destroy()).status).toBe(404);
    meeting.join({ name: 'Back' });
    expect(meeting.destroyed).toBe(false);
  });

  it('a token of another AppID is forbidden', async () => {
    const path = await call(sim, bans(base, 'user/x', OTHER_APP_ID), { token });
    const body = command('DESTROY', room, {}, OTHER_APP_ID);
    const payload = await call(sim, meetings(base), { token, body });
    expect([path.status, payload.status]).toEqual([403, 403]);
    expect(sim.bans(OTHER_APP_ID).userIds.size).toBe(0);
  });

  it('a refused token changes nothing, and the record says why', async () => {
    const reply = await call(sim, bans(base, 'user/refused'), { token: `${token}x` });
    expect(reply.status).toBe(401);
    expect(sim.bans(APP_ID).userIds).not.toContain('refused');
    expect(sim.requests[0]).toMatchObject({
      performed: false,
      status: 401,
      token: { ok: false, reason: 'signature' },
    });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['an unknown action', { action: 'MUTE', payload: {} }],
    ['no room', { action: 'DESTROY', payload: {} }],
    ['a room without AppID', command('DESTROY', 'x', {}, 'nobody')],
  ])('a command with %s is refused', async (_what, body) => {
    const reply = await call(sim, meetings(base), { token, body });
    expect(reply.status).toBe(400);
  });

  it('GET, an unknown address and a body that is not declared JSON are refused', async () => {
    const get = await call(sim, bans(base, 'user/x'), { token, method: 'GET' });
    const lost = await call(sim, `${base}/nowhere`, { token });
    const text = await call(sim, bans(base, 'jwt'), {
      token,
      body: { jwt: 'x' },
      headers: { 'content-type': 'text/plain' },
    });
    expect([get.status, lost.status, text.status]).toEqual([405, 404, 415]);
  });
});

describe('kick, dial-out and hang-up', () => {
  // Only the telephones need them: sockets have timers of their own.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  const send = (base: string, action: string, more: Readonly<Record<string, string>>) =>
    call(sim, meetings(base), { token, body: command(action, room, more) });

  it('a kick takes out that one participant, and is no ban', async () => {
    const meeting = sim.meeting(APP_ID, room);
    const [ann = '', bo = ''] = meeting.joinMany(2);
    expect((await send(CURRENT, 'KICK_PARTICIPANT', { participantId: ann })).status).toBe(200);
    expect(meeting.participants().map((each) => each.id)).toEqual([bo]);
    expect(meeting.events.at(-1)).toMatchObject({ type: 'left', cause: 'kicked' });
    expect((await send(CURRENT, 'KICK_PARTICIPANT', { participantId: ann })).status).toBe(404);
    expect(meeting.rejoin(ann)).toMatch(/^[0-9a-f]{8}$/);
  });

  it.each(['ünï', 'sip:alice@x', 'a/b "c"\\', '__proto__', 'a'.repeat(2000)])(
    'a kick takes out who chose an id of their own: %.20s',
    async (participantId) => {
      const meeting = sim.meeting(APP_ID, room);
      meeting.join({ name: 'Ann', participantId });
      expect((await send(CURRENT, 'KICK_PARTICIPANT', { participantId })).status).toBe(200);
      expect(meeting.participants()).toEqual([]);
    },
  );

  it('are unknown at the classic base', async () => {
    const [id = ''] = sim.meeting(APP_ID, room).joinMany(1);
    const replies = await Promise.all([
      send(CLASSIC, 'KICK_PARTICIPANT', { participantId: id }),
      send(CLASSIC, 'DIAL_OUT_PARTICIPANT', { phoneNo: '+40747777777' }),
      send(CLASSIC, 'HANG_UP_CALL', { phoneNo: '+40747777777' }),
    ]);
    expect(replies.map((each) => each.status)).toEqual([404, 404, 404]);
    expect(sim.meeting(APP_ID, room).participant(id)).toBeDefined();
  });

  it('somebody called joins after a moment, without a user id, and leaves when hung up on', async () => {
    const meeting = sim.meeting(APP_ID, room);
    meeting.join({ name: 'Host' });
    const phoneNo = '+40747777777';
    expect((await send(CURRENT, 'DIAL_OUT_PARTICIPANT', { phoneNo })).status).toBe(200);
    expect(meeting.participants()).toHaveLength(1);
    vi.advanceTimersByTime(RINGS_MS);
    expect(meeting.participants()).toHaveLength(2);
    expect(meeting.participants()[1]).toMatchObject({ dialIn: true, name: phoneNo, phoneNo });
    expect(meeting.participants()[1]?.user).toBeUndefined();
    expect((await send(CURRENT, 'HANG_UP_CALL', { phoneNo })).status).toBe(200);
    expect(meeting.participants()).toHaveLength(1);
    expect((await send(CURRENT, 'HANG_UP_CALL', { phoneNo })).status).toBe(404);
  });

  it('a call into an empty room waits for the first participant', async () => {
    const meeting = sim.meeting(APP_ID, room);
    await send(CURRENT, 'DIAL_OUT_PARTICIPANT', { phoneNo: '+40747777778' });
    vi.advanceTimersByTime(10 * RINGS_MS);
    expect(meeting.participants()).toEqual([]);
    meeting.join({ name: 'First' });
    vi.advanceTimersByTime(RINGS_MS);
    expect(meeting.participants()).toHaveLength(2);
  });

  it.each([
    ['KICK_PARTICIPANT', { participantId: '' }],
    ['KICK_PARTICIPANT', {}],
    ['DIAL_OUT_PARTICIPANT', { phoneNo: '0747' }],
    ['HANG_UP_CALL', {}],
  ])('%s with %o is refused', async (action, more) => {
    expect((await send(CURRENT, action, more)).status).toBe(400);
  });
});

it('several keys of one AppID are good at once', async () => {
  const second = keyPairOf('ssh-pem');
  sim.registerKey({ appId: APP_ID, keyId: 'second', publicKeyPem: second.publicKeyPem });
  const other = await mint(second, NOW, {}, `${APP_ID}/second`);
  const reply = await call(sim, bans(CLASSIC, 'user/by-second'), { token: other });
  expect(reply.status).toBe(200);
  expect(sim.requests[0]?.token).toMatchObject({ ok: true, kid: `${APP_ID}/second` });
});
