// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRequests } from '~/utils/actions/requests';
import { tokenHandlers } from '~/utils/background/handlers-tokens';
import { CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { messages } from '~/utils/messages/protocol';
import { tokenMessages } from '~/utils/messages/protocol-pages';
import { createRouter, type Handlers, type PageSender, type Sender } from '~/utils/messages/router';
import { FRAME, ID, look, staged } from '../actions/samples';
import { MEETING, OTHER_ID } from '../messages/samples';
import { gate, tokenWorld } from '../organisation/token-services';
import { SERVICE, signed } from '../organisation/tokens';
import { until } from '../until';

const MINUTE_MS = 60_000;
const page: PageSender = { role: 'page' };
const panel: Sender = { role: 'panel', frame: FRAME, windowId: 3, meeting: MEETING };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** The background with one request that waits, and what it does besides. */
async function setUp(...[services, answering]: Parameters<typeof tokenWorld>) {
  const { tokens, world } = tokenWorld(services, answering);
  const journal = openJournal();
  const clock = { now: 1_000_000 };
  const seen = { shown: [] as string[], told: 0, awake: 0 };
  const now = () => clock.now;
  const requests = createRequests({
    journal,
    now,
    newId: () => OTHER_ID,
    keyFor: async () => ({ state: 'ready', keyId: null, service: 'app.example.com' }),
    look: async () => look(),
  });
  await journal.add(staged());
  const handlers = tokenHandlers({
    tokens,
    journal,
    requests,
    now,
    keepAwake: async (task) => {
      seen.awake += 1;
      return task().finally(() => {
        seen.awake -= 1;
      });
    },
    showRequest: async (request) => void seen.shown.push(request),
    tellEverybody: async () => {
      seen.told += 1;
    },
  });
  const route = createRouter(handlers as Handlers, (error) => {
    throw error;
  });
  const send = async (
    type: keyof typeof tokenMessages,
    payload: unknown,
    sender: Sender = page,
  ) => {
    const reply = await route({ type, payload }, sender);
    return reply.ok ? reply.value : reply;
  };
  const waitsFor = async (id = ID) => ((await journal.get(id))?.expiresAt ?? 0) - clock.now;
  return { world, journal, clock, seen, send, waitsFor, handlers };
}

describe('a question on the screen', () => {
  it('has its token asked for, which stays in the background', async () => {
    const { send, world, seen, handlers } = await setUp();
    expect(await send('token.prepare', { id: ID })).toEqual({ ok: true });
    expect(world.flows.map(({ silent }) => silent)).toEqual([true]);
    expect(world.tokens).toHaveLength(1);
    expect(seen).toEqual({ shown: [], told: 0, awake: 0 });
    for (const type of ['token.prepare', 'token.sign-in'] as const) {
      expect(await handlers[type]({ id: ID }, page), type).toEqual({ ok: true });
    }
  });

  it('says why there is none, and nothing else', async () => {
    const { send } = await setUp([SERVICE], async () => 'signed-out');
    expect(await send('token.prepare', { id: ID })).toEqual({ ok: false, why: 'signed-out' });
  });

  it('keeps the worker awake until the service has answered', async () => {
    const { answering, answer } = gate();
    const { send, seen, world } = await setUp([SERVICE], answering);
    const asked = send('token.prepare', { id: ID });
    await until(() => world.flows.length === 1);
    expect(seen.awake).toBe(1);
    answer('no-answer');
    await asked;
    expect(seen.awake).toBe(0);
  });

  it.each(['token.prepare', 'token.sign-in'] as const)(
    '%s: that is answered, over, or of nobody has nothing asked',
    async (type) => {
      const { send, world, journal, clock, seen } = await setUp();
      const nothing = { ok: false, why: 'not-asked' };
      expect(await send(type, { id: OTHER_ID })).toEqual(nothing);
      clock.now += CONFIRM_WITHIN_MS;
      expect(await send(type, { id: ID }), 'its minute is over').toEqual(nothing);
      await journal.add(staged({ id: OTHER_ID, state: 'confirmed' }));
      expect(await send(type, { id: OTHER_ID })).toEqual(nothing);
      expect(world.flows).toEqual([]);
      expect(seen.shown).toEqual([]);
    },
  );

  it.each(['token.prepare', 'token.sign-in'] as const)(
    '%s: for whose AppID a key signs has nothing asked',
    async (type) => {
      const { send, world } = await setUp([]);
      expect(await send(type, { id: ID })).toEqual({ ok: false, why: 'not-asked' });
      expect(world.flows).toEqual([]);
    },
  );
});

describe('signing in', () => {
  it('waits for the person, and brings the question up again', async () => {
    const { answering, answer } = gate();
    const { send, world, seen, clock, waitsFor } = await setUp([SERVICE], answering);
    const asked = send('token.sign-in', { id: ID });
    await until(() => world.flows.length === 1);
    expect(world.flows[0]?.silent).toBe(false);
    expect(seen.shown).toEqual([]);
    expect(await waitsFor()).toBe(5 * MINUTE_MS);
    expect(seen.told, 'a window that stays open hears that it is not over').toBe(1);
    clock.now += 4 * MINUTE_MS;
    answer(await signed());
    expect(await asked).toEqual({ ok: true });
    expect(await waitsFor(), 'a minute to decide').toBe(MINUTE_MS);
    expect(seen).toEqual({ shown: [ID], told: 2, awake: 0 });
  });

  it('that came to nothing brings the question up again, too', async () => {
    const { send, seen } = await setUp([SERVICE], async () => 'dismissed');
    expect(await send('token.sign-in', { id: ID })).toEqual({ ok: false, why: 'dismissed' });
    expect(seen.shown).toEqual([ID]);
  });

  it('gives no more time to what else waits', async () => {
    const { send, journal, waitsFor } = await setUp();
    await journal.add(staged({ id: OTHER_ID, frame: { ...FRAME, tabId: 8 } }));
    await send('token.sign-in', { id: ID });
    expect(await waitsFor(OTHER_ID)).toBe(MINUTE_MS);
  });

  it.each([
    ['is cancelled', 'cancelled', 0],
    ['is over', null, 6 * MINUTE_MS],
  ] as const)('for a question that %s meanwhile brings nothing up', async (_, state, ms) => {
    const { answering, answer } = gate();
    const { send, world, seen, clock, journal } = await setUp([SERVICE], answering);
    const asked = send('token.sign-in', { id: ID });
    await until(() => world.flows.length === 1);
    if (state) await journal.update(ID, (record) => ({ ...record, state }));
    clock.now += ms;
    answer(await signed());
    await asked;
    expect(seen.shown).toEqual([]);
    expect((await journal.get(ID))?.state).toBe(state ?? 'expired');
  });
});

describe('trying a service out', () => {
  it('says whether it answers as it should', async () => {
    const { send, world } = await setUp([]);
    expect(await send('token.try-out', { service: SERVICE })).toEqual({ ok: true });
    expect(world.flows[0]?.address.host).toBe('app.example.com');
    world.answering = () => signed({ room: '*' });
    expect(await send('token.try-out', { service: SERVICE })).toEqual({
      ok: false,
      why: 'extra-claims',
    });
  });
});

describe('a content script', () => {
  it.each(Object.keys(tokenMessages) as (keyof typeof tokenMessages)[])(
    'starts no flow by %s, and hears of none',
    async (type) => {
      expect(messages[type].from).toBe('page');
      const { send, world } = await setUp();
      const asked = { 'token.try-out': { service: SERVICE } };
      const payload = type in asked ? asked['token.try-out'] : { id: ID };
      expect(await send(type, payload, panel)).toEqual({ ok: false, code: 'not-permitted' });
      expect(world.flows).toEqual([]);
    },
  );
});
