// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRunner } from '~/utils/actions/runner';
import { planSteps } from '~/utils/actions/steps';
import { createSender } from '~/utils/background/send';
import type { Action } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { createKeyring } from '~/utils/keys/keyring';
import { serviceHost } from '~/utils/organisation/token-service';
import { batchDesk, crowd } from '../actions/batch-samples';
import { APP_ID, KEY_ID, staged, target } from '../actions/samples';
import { OTHER_APP } from '../jaas/samples';
import { world as jaas, status } from '../jaas/world';
import { add, fakeDeps } from '../keys/fakes';
import { tokenWorld } from '../organisation/token-services';
import { SERVICE, signed } from '../organisation/tokens';
import { turn } from '../until';

const HOST = serviceHost(SERVICE);
const BY_SERVICE = { keyId: null, service: HOST };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** The sender over JaaS, a token service and a keyring; the fetch and the flows are seen. */
function setUp(answering: Parameters<typeof jaas>[0] = () => status(200)) {
  const { tokens, world } = tokenWorld();
  const { deps, posts } = jaas(answering);
  const profile = fakeDeps();
  const reported: unknown[] = [];
  const send = createSender({
    keys: createKeyring(profile),
    tokens,
    network: deps,
    now: deps.now,
    report: (error) => reported.push(error),
  });
  /** The tokens that went out, in order. */
  const sent = () =>
    posts.map(({ init }) =>
      new Headers(init.headers).get('authorization')?.replace(/^Bearer /, ''),
    );
  const written = Promise.resolve();
  return {
    world,
    profile,
    posts,
    sent,
    reported,
    send,
    ban: (change: Partial<Action> = BY_SERVICE) =>
      send(confirmed(change), 'ban-user', { token: null, written }),
  };
}

function confirmed(change: Partial<Action>): Action {
  const steps = planSteps('ban', target(), true);
  return staged({ state: 'confirmed', confirmedAt: 1_000_000, steps, ...change });
}

const refusing = (why: 'signed-out' | 'not-allowed') => async () => why;

describe('a request that a token service signs for', () => {
  it('goes out with the token that it gave, and the same for the next step', async () => {
    const { ban, send, sent, world } = setUp();
    expect(await ban()).toMatchObject({ code: 'accepted', sent: true });
    await send(confirmed(BY_SERVICE), 'kick', { token: null, written: Promise.resolve() });
    expect(sent()).toEqual([world.tokens[0], world.tokens[0]]);
    expect(world.flows.map(({ silent }) => silent)).toEqual([true]);
  });

  it('goes first to the address where JaaS answered before', async () => {
    const { ban, posts } = setUp(({ url }) => status(url.startsWith('https://8x8.vc') ? 200 : 404));
    await ban();
    const before = posts.length;
    await ban();
    expect(posts.slice(before).map(({ url }) => new URL(url).host)).toEqual(['8x8.vc']);
  });

  it('has another token asked for after a 401, once, and goes out with that', async () => {
    const { ban, sent, world } = setUp(({ n }) => status(n === 1 ? 401 : 200));
    expect(await ban()).toMatchObject({ code: 'accepted', status: 200 });
    expect(world.tokens).toHaveLength(2);
    expect(world.tokens[0]).not.toBe(world.tokens[1]);
    expect(sent()).toEqual(world.tokens);
  });

  it('is refused by JaaS where the second token is, too', async () => {
    const { ban, sent, world } = setUp(() => status(401));
    expect(await ban()).toMatchObject({ code: 'token-refused', status: 401, sent: true });
    expect(sent()).toEqual(world.tokens);
    expect(world.tokens).toHaveLength(2);
    await ban();
    expect(new Set(sent()).size, 'none is used again that JaaS did not take').toBe(4);
  });

  it('is refused by JaaS where the service gives no second token', async () => {
    const { ban, sent, world } = setUp(() => {
      world.answering = refusing('signed-out');
      return status(401);
    });
    expect(await ban()).toMatchObject({ code: 'token-refused', status: 401, sent: true });
    expect(sent()).toHaveLength(1);
  });

  it('is not sent where the service gives none, and says why', async () => {
    for (const why of ['signed-out', 'not-allowed'] as const) {
      const { ban, posts, world, reported } = setUp();
      world.answering = refusing(why);
      expect(await ban()).toEqual({
        result: 'refused',
        code: 'no-token',
        sent: false,
        base: 'classic',
        refusal: why,
      });
      expect([posts, reported]).toEqual([[], []]);
    }
  });

  it('is not sent with a token that is not as it should be', async () => {
    const { ban, posts, world } = setUp();
    world.answering = () => signed({ sub: OTHER_APP });
    expect(await ban()).toMatchObject({ code: 'no-token', refusal: 'wrong-app-id', sent: false });
    expect(posts).toEqual([]);
  });

  it('tells nobody the token: not in what became of it, though JaaS says it back', async () => {
    const { ban, world } = setUp(({ init }) => {
      const token = new Headers(init.headers).get('authorization');
      return status(400, {}, JSON.stringify({ message: `bad token: ${token}` }));
    });
    const outcome = JSON.stringify(await ban());
    expect(outcome).toContain('bad token');
    const [token = ''] = world.tokens;
    for (const part of token.split('.')) expect(outcome).not.toContain(part);
  });
});

describe('what was confirmed with one signer is signed by no other', () => {
  it.each([
    ['is gone', []],
    ['is another host’s', [{ ...SERVICE, url: 'https://new.example.com/token' }]],
    ['is another port’s', [{ ...SERVICE, url: 'https://app.example.com:8443/token' }]],
    ['is another AppID’s', [{ ...SERVICE, appId: OTHER_APP }]],
  ])('a token service that %s: by nobody, though a key is there', async (_, services) => {
    const { ban, posts, world, profile } = setUp();
    await add(profile, { appId: APP_ID, keyId: KEY_ID });
    world.services = services;
    expect(await ban()).toMatchObject({ code: 'no-key', sent: false });
    expect([posts, world.flows]).toEqual([[], []]);
  });

  it('the service is asked at its new path where its host is the same', async () => {
    const { ban, world } = setUp();
    world.services = [{ ...SERVICE, url: `https://${HOST}/v2/token` }];
    expect(await ban()).toMatchObject({ code: 'accepted' });
    expect(world.flows[0]?.address.pathname).toBe('/v2/token');
  });

  it('a key: by that key, though a service was set up since', async () => {
    const { ban, sent, world, profile } = setUp();
    await add(profile, { appId: APP_ID, keyId: KEY_ID });
    expect(await ban({ keyId: KEY_ID })).toMatchObject({ code: 'accepted' });
    expect(decodeProtectedHeader(sent()[0] ?? '').kid).toBe(`${APP_ID}/${KEY_ID}`);
    expect(world.flows).toEqual([]);
  });

  it('a key that is gone: by nobody, though a service was set up since', async () => {
    const { ban, posts, world } = setUp();
    expect(await ban({ keyId: KEY_ID })).toMatchObject({ code: 'no-key', sent: false });
    expect([posts, world.flows]).toEqual([[], []]);
  });
});

describe('a batch that a token service signs for', () => {
  /** A confirmed batch, worked through one after the other. */
  async function batch(people: number, answering?: Parameters<typeof setUp>[0]) {
    const journal = openJournal();
    const { send, world, ...rest } = setUp(answering);
    const desk = batchDesk(journal, crowd(people), BY_SERVICE);
    const id = await desk.staged('ban', crowd(people));
    await desk.confirm(id);
    const now = () => desk.world.now;
    const runner = createRunner({ journal, now, send, changed: () => undefined });
    const batches = createRequestRunner({
      journal,
      now,
      runner,
      atOnce: async () => 1,
      wait: async (ms) => {
        desk.world.now += ms;
        await turn();
      },
      changed: () => undefined,
    });
    const codes = async () =>
      (await journal.ofRequest(id)).map(({ steps }) =>
        steps.map(({ state, outcome }) => outcome?.code ?? state),
      );
    return { ...rest, world, journal, id, run: () => batches.run(id), codes };
  }

  it('asks for one token for all of it, and again when that is over', async () => {
    let answered = 0;
    const { run, world, codes, sent } = await batch(4, () => {
      answered += 1;
      // Half of the way a minute goes by, and again.
      if (answered % 4 === 0) world.elapsed += 110_000;
      return status(200);
    });
    await run();
    expect((await codes()).flat()).toEqual(Array(8).fill('accepted'));
    expect(world.tokens).toHaveLength(2);
    expect(sent()).toEqual([...Array(4).fill(world.tokens[0]), ...Array(4).fill(world.tokens[1])]);
  });

  it('stops where the session is over, and sends for nobody else', async () => {
    const { run, world, codes, posts, journal, id } = await batch(5, () => {
      world.answering = refusing('signed-out');
      world.elapsed += 60_000;
      return status(200);
    });
    await run();
    expect(await codes()).toEqual([
      ['accepted', 'accepted'],
      ['no-token', 'skipped'],
      ...Array(3).fill(['held-back', 'held-back']),
    ]);
    expect(posts).toHaveLength(2);
    const records = await journal.ofRequest(id);
    expect(records[1]?.steps[0]?.outcome).toMatchObject({ refusal: 'signed-out', sent: false });
  });

  it('says of each record which service signed, and has no token in it', async () => {
    const { run, world, journal, id } = await batch(3);
    await run();
    const records = await journal.ofRequest(id);
    for (const record of records) expect(record).toMatchObject(BY_SERVICE);
    const [token = ''] = world.tokens;
    expect(token).not.toBe('');
    expect(JSON.stringify(records)).not.toContain(token.split('.')[2]);
  });
});
