// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { APP_ID, ROOM } from '../actions/samples';
import { OTHER_APP } from '../jaas/samples';
import { OTHER_ID } from '../messages/samples';
import { anotherToken, gate, tokenWorld, USE } from '../organisation/token-services';
import { FOREIGN_JWK, NOW_S, SERVICE, signed } from '../organisation/tokens';

const OTHER_USE = { ...USE, request: OTHER_ID };
const MOVED = { ...SERVICE, url: 'https://new.example.com/token' };

describe('the token of a request', () => {
  it('is asked for silently, with what it is for', async () => {
    const { tokens, world } = tokenWorld();
    expect(await tokens.token(USE, SERVICE)).toEqual({
      ok: true,
      token: world.tokens[0],
      lifeMs: 120_000,
    });
    expect(world.flows.map(({ silent }) => silent)).toEqual([true]);
    const { searchParams } = world.flows[0]?.address ?? new URL('about:blank');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      app_id: APP_ID,
      action: 'ban',
      room: ROOM,
      prompt: 'none',
    });
  });

  it('is asked for once, though two want it at the same time', async () => {
    const { answering, answer } = gate();
    const { tokens, world } = tokenWorld([SERVICE], answering);
    const both = [tokens.token(USE, SERVICE), tokens.token(USE, SERVICE)];
    const token = await anotherToken();
    answer(token);
    expect(await Promise.all(both)).toMatchObject([{ token }, { token }]);
    expect(world.flows).toHaveLength(1);
  });

  it('is kept for that request, and is no other one’s', async () => {
    const { tokens, world } = tokenWorld();
    const [one, again, other] = [
      await tokens.token(USE, SERVICE),
      await tokens.token(USE, SERVICE),
      await tokens.token(OTHER_USE, SERVICE),
    ];
    expect(again).toMatchObject({ ok: true, token: world.tokens[0] });
    expect(one).toMatchObject({ ok: true, token: world.tokens[0] });
    expect(other).toMatchObject({ ok: true, token: world.tokens[1] });
    expect(world.flows).toHaveLength(2);
  });

  it('is not that of another request which is asked for at the same time', async () => {
    const { tokens, world } = tokenWorld();
    await Promise.all([tokens.token(USE, SERVICE), tokens.token(OTHER_USE, SERVICE)]);
    expect(world.flows).toHaveLength(2);
    expect(new Set(world.flows.map(({ address }) => address.searchParams.get('state'))).size).toBe(
      2,
    );
  });

  it('is asked for anew a quarter of a minute before its end', async () => {
    const { tokens, world } = tokenWorld();
    await tokens.token(USE, SERVICE);
    world.elapsed += 104_999;
    await tokens.token(USE, SERVICE);
    expect(world.flows).toHaveLength(1);
    world.elapsed += 1;
    await tokens.token(USE, SERVICE);
    expect(world.flows).toHaveLength(2);
  });

  it('that lives for a moment is used at once, and not kept', async () => {
    const short = () => signed({ iat: NOW_S, exp: NOW_S + 10 });
    const { tokens, world } = tokenWorld([SERVICE], short);
    expect(await tokens.token(USE, SERVICE)).toMatchObject({ ok: true, lifeMs: 10_000 });
    await tokens.token(USE, SERVICE);
    expect(world.flows).toHaveLength(2);
  });

  it.each([
    ['at another address', MOVED],
    ['with another key', { ...SERVICE, publicJwk: FOREIGN_JWK }],
    ['of another AppID', { ...SERVICE, appId: OTHER_APP }],
  ])('is not what another service is used for, %s', async (_, service) => {
    const { tokens, world } = tokenWorld();
    await tokens.token(USE, SERVICE);
    await tokens.token(USE, service);
    expect(world.flows).toHaveLength(2);
  });

  it('is not what is taken from another service that is asked meanwhile', async () => {
    const { answering, answer } = gate();
    const { tokens, world } = tokenWorld([SERVICE], answering);
    const before = tokens.token(USE, SERVICE);
    const after = tokens.token(USE, MOVED);
    const [old, young] = [await anotherToken(), await anotherToken()];
    answer(old);
    answer(young);
    expect([await before, await after]).toMatchObject([{ token: old }, { token: young }]);
    expect(world.flows.map(({ address }) => address.host)).toEqual([
      'app.example.com',
      'new.example.com',
    ]);
    expect(await tokens.token(USE, MOVED)).toMatchObject({ token: young });
  });

  it('that is refused is asked for again the next time', async () => {
    const { tokens, world } = tokenWorld([SERVICE], async () => 'signed-out');
    expect(await tokens.token(USE, SERVICE)).toEqual({ ok: false, why: 'signed-out' });
    world.answering = anotherToken;
    expect(await tokens.token(USE, SERVICE)).toMatchObject({ ok: true });
  });

  it('that is not one as it should be is not kept', async () => {
    const { tokens, world } = tokenWorld([SERVICE], () => signed({ admin: 'true' }));
    expect(await tokens.token(USE, SERVICE)).toEqual({ ok: false, why: 'not-admin' });
    await tokens.token(USE, SERVICE);
    expect(world.flows).toHaveLength(2);
  });
});

describe('a token that JaaS does not take', () => {
  it('is dropped, and another one is asked for', async () => {
    const { tokens, world } = tokenWorld();
    await tokens.token(USE, SERVICE);
    tokens.refused(USE, world.tokens[0] ?? '');
    expect(await tokens.token(USE, SERVICE)).toMatchObject({ token: world.tokens[1] });
  });

  it('takes no other one along: not one that came since, nor another request’s', async () => {
    const { tokens, world } = tokenWorld();
    await tokens.token(USE, SERVICE);
    await tokens.token(OTHER_USE, SERVICE);
    tokens.refused(USE, 'an earlier one');
    tokens.refused(USE, world.tokens[1] ?? '');
    tokens.refused(OTHER_USE, world.tokens[0] ?? '');
    await tokens.token(USE, SERVICE);
    await tokens.token(OTHER_USE, SERVICE);
    expect(world.flows).toHaveLength(2);
  });
});

describe('signing in', () => {
  it('may show a login, and its token is the request’s', async () => {
    const { tokens, world } = tokenWorld();
    expect(await tokens.signIn(USE, SERVICE)).toMatchObject({ ok: true });
    const [flow] = world.flows;
    expect(flow?.silent).toBe(false);
    expect(flow?.address.searchParams.has('prompt')).toBe(false);
    expect(await tokens.token(USE, SERVICE)).toMatchObject({ token: world.tokens[0] });
    expect(world.flows).toHaveLength(1);
  });

  it('that leads to nothing takes away nothing', async () => {
    const { tokens, world } = tokenWorld();
    await tokens.token(USE, SERVICE);
    world.answering = async () => 'dismissed';
    expect(await tokens.signIn(USE, SERVICE)).toEqual({ ok: false, why: 'dismissed' });
    expect(await tokens.token(USE, SERVICE)).toMatchObject({ token: world.tokens[0] });
  });
});

describe('trying a service out', () => {
  it('may show a login, says what it is for, and keeps nothing', async () => {
    const { tokens, world } = tokenWorld([]);
    expect(await tokens.tryOut(SERVICE)).toMatchObject({ ok: true });
    const [flow] = world.flows;
    expect(flow?.silent).toBe(false);
    expect(flow?.address.searchParams.get('action')).toBe('set-up');
    expect(flow?.address.searchParams.has('room')).toBe(false);
    await tokens.token(USE, SERVICE);
    expect(world.flows).toHaveLength(2);
  });
});

describe('forgetting', () => {
  it('leaves no token', async () => {
    const { tokens, world } = tokenWorld();
    await tokens.token(USE, SERVICE);
    await tokens.token(OTHER_USE, SERVICE);
    tokens.forget();
    await tokens.token(USE, SERVICE);
    await tokens.token(OTHER_USE, SERVICE);
    expect(world.flows).toHaveLength(4);
  });

  it('leaves none that is on its way either: neither what is asked silently nor a sign-in', async () => {
    for (const how of ['token', 'signIn'] as const) {
      const { answering, answer } = gate();
      const { tokens, world } = tokenWorld([SERVICE], answering);
      const asked = tokens[how](USE, SERVICE);
      tokens.forget();
      const token = await anotherToken();
      world.answering = async () => token;
      await tokens.token(USE, SERVICE);
      answer(await anotherToken());
      await asked;
      expect(await tokens.token(USE, SERVICE)).toMatchObject({ token });
      expect(world.flows).toHaveLength(2);
    }
  });
});

describe('whose tokens they are', () => {
  it('is found by the AppID', async () => {
    const { tokens, world } = tokenWorld([{ ...SERVICE, appId: OTHER_APP }, SERVICE, MOVED]);
    expect(await tokens.of(APP_ID)).toEqual(SERVICE);
    expect(await tokens.all()).toHaveLength(3);
    world.services = [];
    expect(await tokens.of(APP_ID)).toBeUndefined();
  });
});
